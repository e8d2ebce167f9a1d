// browser.mjs: prints the path of a Chromium that starts, the one that came with the other validators. Exit 1
// when this machine lacks what it needs.
import { execFileSync } from 'node:child_process';
import chromium from '@sparticuz/chromium';

const path = await chromium.executablePath();
execFileSync(path, ['--headless=shell', '--no-sandbox', '--version'], { stdio: 'ignore' });
console.log(path);
