// pages.mjs FOLDER: opens every page and drawing of an export in a real browser, in light and dark, wide and on a
// phone. Each must satisfy axe (WCAG 2.2 AA, contrast AAA, best practice), ask for nothing beyond itself, fit the
// screen, and show every word of a drawing whole. CHROMIUM is the browser. Exit 1 when something does not hold.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = resolve(process.argv[2]);
const files = readdirSync(folder, { recursive: true }).map(String).sort();
const pages = files.filter((file) => file.endsWith('.html'));
const drawings = files.filter((file) => file.endsWith('.svg'));
const ways = ['light', 'dark'].flatMap((scheme) => [1280, 390].map((width) => ({ scheme, width })));

let failed = 0;
const complain = (where, what) => {
  failed += 1;
  console.error(`${where}: ${what}`);
};

// Words that reach beyond the smallest box around them, or beyond the drawing.
function cutWords() {
  const cut = [];
  for (const svg of document.querySelectorAll('svg.ud')) {
    const whole = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('.card, .tag')].map((box) => box.getBoundingClientRect());
    for (const text of svg.querySelectorAll('text')) {
      const words = text.getBoundingClientRect();
      const middle = [words.x + words.width / 2, words.y + words.height / 2];
      const inside = (box) => middle[0] >= box.left && middle[0] <= box.right && middle[1] >= box.top && middle[1] <= box.bottom;
      const own = text.matches('.label, .note, .words') ? boxes.find(inside) : whole;
      if (!own || words.left < own.left - 1 || words.right > own.right + 1) cut.push(text.textContent);
    }
  }
  return cut;
}

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
async function open(file, { scheme, width }) {
  const page = await browser.newPage();
  const where = `${file} (${scheme}, ${width} px)`;
  page.on('pageerror', (error) => complain(where, error.message));
  page.on('console', (message) => { if (message.type() === 'error') complain(where, message.text()); });
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complain(where, `asks for ${request.url()}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(join(folder, file)).href);
  return { page, where };
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'color-contrast-enhanced': { enabled: true } },
  }));
  for (const { id, help, nodes } of found.violations) {
    complain(where, `${id}: ${help}, ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`);
  }
}

async function check(file, way) {
  const { page, where } = await open(file, way);
  await accessible(page, where);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (beyond > 0) complain(where, `is ${beyond} px wider than the screen`);
  for (const words of await page.evaluate(cutWords)) complain(where, `“${words}” is cut`);
  if (file === 'index.html' && way === ways[1]) {
    await page.type('#query', 'limit');
    const results = await page.$$eval('#results a', (links) => links.map((link) => link.hash.slice(1)));
    const lead = await page.evaluate((ids) => ids.every((id) => document.getElementById(id)), results);
    if (!results.length || !lead) complain(where, 'the search finds nothing, or leads nowhere');
    await accessible(page, `${where}, with results`);
  }
  await page.close();
}
// A decision record is built of the same parts as the others: one way each, another for the next.
const turns = pages.flatMap((file, at) => (file.includes('/') ? [ways[at % 4]] : ways).map((way) => [file, way]));
const worker = async () => { for (let turn = turns.shift(); turn; turn = turns.shift()) await check(...turn); };
await Promise.all([worker(), worker()]);
for (const file of drawings) {
  const { page, where } = await open(file, ways[0]);
  const root = await page.evaluate(() => `${document.documentElement.tagName} ${document.querySelector('parsererror')?.textContent ?? ''}`);
  if (root.trim() !== 'svg') complain(where, `is no well-formed drawing: ${root}`);
  for (const words of await page.evaluate(cutWords)) complain(where, `“${words}” is cut`);
  await page.close();
}
await browser.close();
if (!pages.length || !drawings.length) complain(folder, 'has no pages or no drawings');
process.exit(failed ? 1 : 0);
