// mermaid.mjs FILE.md...: parses every ```mermaid fence with Mermaid's own parser. A flowchart must also be
// readable: a title, a label on every edge, at most 40 nodes. Exit 1 when a diagram fails; 2 when the files
// hold none, because a check of nothing proves nothing.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const MOST_NODES = 40;

// Mermaid sanitises labels through the DOM, so it needs one even when nothing is drawn. It looks for it while
// it loads, hence the import only after this.
const { window } = new JSDOM('<!doctype html><body></body>');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false });

function* fences(text) {
  let open = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const mark = line.match(/^ {0,3}(`{3,}|~{3,})\s*(\S*)/);
    if (!open && mark) open = { line: index + 1, mark: mark[1], language: mark[2], code: [] };
    else if (open && mark && mark[1].startsWith(open.mark) && !mark[2]) {
      if (open.language === 'mermaid') yield { line: open.line, code: open.code.join('\n') };
      open = null;
    } else if (open) open.code.push(line);
  }
  if (open) yield { line: open.line, unclosed: true };
}

async function problems({ code, unclosed }) {
  if (unclosed) return ['the fence is never closed'];
  let diagram;
  try {
    diagram = await mermaid.mermaidAPI.getDiagramFromText(code);
  } catch (error) {
    return [`does not parse: ${String(error.message ?? error).split('\n').slice(0, 4).join(' | ')}`];
  }
  if (!diagram.type.startsWith('flowchart')) return [];
  const found = [];
  const { db } = diagram;
  const title = code.match(/^---\n[\s\S]*?^\s*title:\s*\S/m) || db.getAccTitle?.();
  if (!title) found.push('has no title');
  const bare = db.getEdges().filter((edge) => !edge.text?.trim());
  for (const edge of bare) found.push(`edge ${edge.start} to ${edge.end} has no label`);
  const nodes = db.getVertices().size;
  if (nodes > MOST_NODES) found.push(`has ${nodes} nodes, more than ${MOST_NODES}`);
  return found;
}

let seen = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  for (const fence of fences(readFileSync(file, 'utf8'))) {
    seen += 1;
    for (const problem of await problems(fence)) {
      failed += 1;
      console.error(`${file}:${fence.line}: diagram ${problem}`);
    }
  }
}
if (!seen) console.error('no diagram in these files');
process.exit(failed ? 1 : seen ? 0 : 2);
