/** node dead-links.mjs FOLDER: every link within a site of files leads to a file, and to a place in it that there is. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const site = resolve(process.argv[2]);
const pages = readdirSync(site, { recursive: true })
  .filter((file) => file.endsWith('.html'))
  .map((file) => join(site, file));

const places = new Map();
function placesIn(page) {
  if (!places.has(page)) {
    const found = readFileSync(page, 'utf8').matchAll(/\b(?:id|name)="([^"]+)"/g);
    places.set(page, new Set([...found].map(([, name]) => name)));
  }
  return places.get(page);
}

/** Why a link of this page is dead; undefined when it is not, or leads elsewhere. */
function fault(page, link) {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) return undefined;
  const [path, place] = link.replaceAll('&amp;', '&').split('#').map(decodeURIComponent);
  let target = path === '' ? page : join(dirname(page), path.split('?')[0]);
  if (!target.startsWith(site)) return 'leads out of the site';
  if (existsSync(target) && statSync(target).isDirectory()) target = join(target, 'index.html');
  if (!existsSync(target)) return 'leads to no file';
  if (place && target.endsWith('.html') && !placesIn(target).has(place))
    return 'leads to no such place';
  return undefined;
}

let links = 0;
let dead = 0;
for (const page of pages)
  for (const [, link] of readFileSync(page, 'utf8').matchAll(/\b(?:href|src)="([^"]*)"/g)) {
    links += 1;
    const why = fault(page, link);
    if (why === undefined) continue;
    dead += 1;
    console.error(`${relative(site, page)}: ${link} ${why}`);
  }
if (links === 0) console.error(`${site} has no links at all`);
else console.log(`${pages.length} pages, ${links} links, ${dead} dead`);
process.exit(dead === 0 && links > 0 ? 0 : 1);
