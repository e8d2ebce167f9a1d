(() => {
  const box = document.querySelector('search');
  const query = document.getElementById('query');
  const found = document.getElementById('found');
  const results = document.getElementById('results');
  const most = 30;
  const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

  // What stands between two headings, with the headings above it.
  const sections = [];
  for (const article of document.querySelectorAll('article')) {
    const path = [];
    let section = null;
    for (const child of article.children) {
      const level = /^H([2-5])$/.exec(child.tagName);
      if (level) {
        path.length = Math.max(0, level[1] - 2);
        path[level[1] - 2] = words(child);
        // The first heading is the document's own, and its short name says the same.
        const above = [article.dataset.document, ...path.slice(1, -1)].filter(Boolean);
        section = { id: child.id, title: words(child), path: above, text: '' };
        sections.push(section);
      } else if (section) {
        section.text += ` ${words(child)}`;
      }
    }
  }
  for (const section of sections) {
    section.plainTitle = plain(section.title);
    section.plainText = plain(section.text);
  }

  function words(element) {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll('.source, svg, .unseen')) part.remove();
    for (const cell of copy.querySelectorAll('th, td, li, p, dt, dd')) cell.append(' ');
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }

  function score(section, terms) {
    let sum = 0;
    for (const term of terms) {
      const inTitle = section.plainTitle.includes(term);
      const inText = section.plainText.includes(term);
      if (!inTitle && !inText) return 0;
      sum += (inTitle ? 10 : 0) + (inText ? 1 : 0);
    }
    return sum;
  }

  // A stretch of the text around the first hit, with every hit marked.
  function excerpt(section, terms) {
    const first = Math.max(0, Math.min(...terms.map((term) => {
      const at = section.plainText.indexOf(term);
      return at < 0 ? section.text.length : at;
    })) - 40);
    const piece = section.text.slice(first, first + 140);
    const line = document.createElement('span');
    if (first > 0) line.append('…');
    const lower = plain(piece);
    let at = 0;
    // Marking needs letters that stay in place; otherwise the words stand unmarked.
    while (lower.length === piece.length && at < piece.length) {
      const hits = terms.map((term) => [lower.indexOf(term, at), term]).filter(([hit]) => hit >= 0);
      if (hits.length === 0) break;
      const [hit, term] = hits.sort((a, b) => a[0] - b[0])[0];
      const mark = document.createElement('mark');
      mark.textContent = piece.slice(hit, hit + term.length);
      line.append(piece.slice(at, hit), mark);
      at = hit + term.length;
    }
    line.append(piece.slice(at), first + 140 < section.text.length ? '…' : '');
    return line;
  }

  function search() {
    const terms = plain(query.value).split(/\s+/).filter(Boolean);
    results.replaceChildren();
    found.textContent = '';
    if (terms.join('').length < 2) return;
    const hits = sections.map((section) => [score(section, terms), section]).filter(([points]) => points > 0);
    hits.sort((a, b) => b[0] - a[0]);
    found.textContent = hits.length === 0 ? 'Nothing found'
      : `${hits.length} ${hits.length === 1 ? 'section' : 'sections'}${hits.length > most ? `; the first ${most}` : ''}`;
    for (const [, section] of hits.slice(0, most)) {
      const link = document.createElement('a');
      link.href = `#${section.id}`;
      const title = document.createElement('b');
      title.textContent = section.title;
      const path = document.createElement('span');
      path.textContent = section.path.join(' › ');
      link.append(title, path, document.createElement('br'), excerpt(section, terms));
      const entry = document.createElement('li');
      entry.append(link);
      results.append(entry);
    }
  }

  box.hidden = false;
  query.addEventListener('input', search);
  query.addEventListener('keydown', (event) => {
    const first = results.querySelector('a');
    if (event.key === 'Enter' && first) first.click();
    if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
  });
  results.addEventListener('keydown', (event) => {
    const entry = document.activeElement.closest('li');
    const next = { ArrowDown: entry?.nextElementSibling, ArrowUp: entry?.previousElementSibling }[event.key];
    if (next) { event.preventDefault(); next.firstChild.focus(); }
    else if (event.key === 'ArrowUp') { event.preventDefault(); query.focus(); }
  });
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const contents = box.closest('details');
    if (contents) contents.open = true;
    query.focus();
  });
})();
