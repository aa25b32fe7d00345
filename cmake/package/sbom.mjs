/**
 * What one of our programs is made of, from what was really built: every Debian package of which a header was read
 * or a static library linked, every shared library that it asks for, and every npm package in its web pages.
 *
 *   node sbom.mjs PROGRAM BUILD-FOLDER BINARY VERSION ARCHITECTURE COMMIT OUT.cdx.json NOTICE
 *
 * Writes a CycloneDX 1.4 document and the NOTICE. The same build gives the same bytes: no time, no random number.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const licences = JSON.parse(readFileSync(here('licences.json'), 'utf8'));
const [program, build, binary, version, architecture, commit, sbomFile, noticeFile] =
  process.argv.slice(2);
const cross = architecture === 'arm64' ? 'aarch64-linux-gnu-' : '';

const run = (command, ...words) =>
  execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 30 });
const lines = (text) => text.split('\n').filter((line) => line !== '');
const unique = (list) => [...new Set(list)].sort();

/** The files that the program was made from: its objects and archives, through all of our libraries. */
function inputs() {
  return lines(run('ninja', '-C', build, '-t', 'inputs', program)).filter(
    (line) => !line.startsWith('ninja:'),
  );
}

/** Every header outside of this repository that one of the objects was compiled with. */
function headersOf(objects) {
  const found = new Set();
  for (const line of lines(run('ninja', '-C', build, '-t', 'deps', ...objects))) {
    const path = line.trim();
    if (path.startsWith('/usr/')) found.add(path);
  }
  return [...found];
}

/** Static libraries that are not ours: they stand in the line that links. */
function archives() {
  const command = lines(run('ninja', '-C', build, '-t', 'commands', program)).at(-1);
  return unique(command.match(/\/usr\/\S+\.a\b/g) ?? []);
}

/** Shared libraries that the program asks for by name, as files. */
function sharedLibraries() {
  const folders = [
    `/usr/lib/${cross === '' ? run('gcc', '-print-multiarch').trim() : 'aarch64-linux-gnu'}`,
  ];
  folders.push(folders[0].replace('/usr', ''));
  return [...run(`${cross}readelf`, '-d', binary).matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(
    ([, name]) => {
      const path = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
      if (path === undefined)
        throw new Error(`${name} is linked, and in no folder of this machine`);
      return path;
    },
  );
}

/** The packages that own these files. dpkg knows a file by the name that it was unpacked under. */
function packagesOf(files) {
  const names = unique(
    files.flatMap((file) => {
      const real = realpathSync(file);
      return [real, real.replace(/^\/usr\/lib\//, '/lib/')];
    }),
  );
  const found = new Set();
  for (let at = 0; at < names.length; at += 500) {
    let said = '';
    try {
      said = execFileSync('dpkg-query', ['--search', ...names.slice(at, at + 500)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1 << 28,
      });
    } catch (error) {
      said = error.stdout; // some of the names are not known
    }
    for (const line of lines(said)) {
      const owner = /^([^ ]+): \//.exec(line)?.[1];
      if (owner !== undefined && !line.startsWith('diversion')) found.add(owner);
    }
  }
  return [...found].sort();
}

function debian(name, how) {
  const [source, sourceVersion, packageVersion, plain, of] = run(
    'dpkg-query',
    '--show',
    '--showformat=${source:Package}\n${source:Version}\n${Version}\n${Package}\n${Architecture}',
    name,
  ).split('\n');
  // A cross toolchain's headers of the C library and of Linux are packages of one source.
  const licence = licences[plain] ?? licences[source];
  if (licence === undefined)
    throw new Error(`${source} is in ${program}: say its licence in cmake/package/licences.json`);
  return {
    name: plain,
    source,
    sourceVersion,
    version: packageVersion,
    architecture: of,
    licence,
    how,
  };
}

/** Of a package that names its licence and brings no text: the licence's own, with who wrote the package. */
function standardText(name, { license, author }) {
  const text = here(`licences/${license}`);
  if (!existsSync(text))
    throw new Error(`npm's ${name} brings no licence text, and ${text} is not there`);
  const who = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  return `Copyright (c) ${who}\n\n${readFileSync(text, 'utf8')}`;
}

function npm(name) {
  const folder = here(`../../client-web/node_modules/${name}`);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof manifest.license !== 'string') throw new Error(`npm's ${name} says no licence`);
  const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return {
    name,
    version: manifest.version,
    licence: manifest.license,
    text:
      text === undefined ? standardText(name, manifest) : readFileSync(join(folder, text), 'utf8'),
    how: 'bundled',
  };
}

/** Debian's text of a licence. Boost's is two megabytes about files that are not in here. */
function textOf({ name, source, licence }) {
  const own = here(`licences/${licence}`);
  if (existsSync(own)) return readFileSync(own, 'utf8');
  const text = readFileSync(`/usr/share/doc/${name}/copyright`, 'utf8');
  return `(as Debian's source package ${source} says it)\n\n${text}`;
}

const asLicence = (licence) =>
  / (AND|OR|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } };

function component(part) {
  const purl =
    part.how === 'bundled'
      ? `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`
      : `pkg:deb/debian/${part.name}@${encodeURIComponent(part.version)}?arch=${part.architecture}&distro=bookworm`;
  return {
    type: 'library',
    'bom-ref': purl,
    name: part.name,
    version: part.version,
    scope: 'required',
    licenses: [asLicence(part.licence)],
    purl,
    properties: [{ name: 'candour:how', value: part.how }],
  };
}

/** A UUID of the content, as two builds of the same source must say the same. */
function uuidOf(text) {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function sbom(parts) {
  const self = `pkg:deb/${program}@${version}?arch=${architecture}`;
  const components = parts.map(component);
  const hash = createHash('sha256').update(readFileSync(binary)).digest('hex');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.4',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(components) + hash)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: program,
        version,
        licenses: [asLicence('Apache-2.0')],
        hashes: [{ alg: 'SHA-256', content: hash }],
        purl: self,
        // Whoever builds it again needs the same Node; what else was used stands in Debian's .buildinfo.
        properties: [
          { name: 'candour:commit', value: commit },
          ...(program === 'candour' ? [{ name: 'candour:node', value: pages().node }] : []),
        ],
      },
    },
    components,
    dependencies: [{ ref: self, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

const howItIsThere = {
  compiled: 'compiled in (headers, or a static library)',
  linked: 'a shared library, from its own Debian package',
  bundled: 'bundled with the web pages',
};

function notice(parts) {
  const rule = '-'.repeat(78);
  const list = parts.map(
    ({ name, version: of, licence, how }) => `  ${name} ${of}: ${licence}; ${howItIsThere[how]}`,
  );
  const texts = parts
    .filter(({ how }) => how !== 'linked')
    .map(
      (part) =>
        `${rule}\n${part.name} ${part.version} (${part.licence})\n\n${part.text ?? textOf(part)}`,
    );
  return [
    `${program} ${version}, commit ${commit}`,
    'Copyright the Candour contributors. Licensed under the Apache License, version 2.0.',
    '',
    'It contains, or is linked with:',
    '',
    ...list,
    '',
    'The texts of the licences of what it contains follow. A shared library brings its own, in',
    "/usr/share/doc of its package. GCC's library and the headers of the C library and of Linux may be part of",
    'a program under any licence, by their exceptions.',
    '',
    ...texts.map((text) => `${text.trimEnd()}\n`),
  ].join('\n');
}

/** What Vite wrote down while it built the pages, a file for each of its runs. */
function pages() {
  const folder = here('../../build/bundled');
  const runs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file))));
  return {
    packages: unique(runs.flatMap(({ packages }) => packages)),
    node: unique(runs.map(({ node }) => node)).join(', '),
  };
}

function parts() {
  const objects = inputs().filter((file) => file.endsWith('.o'));
  const own = resolve(here('../..'));
  const outside = headersOf(objects).filter(
    (file) => isAbsolute(file) && !dirname(file).startsWith(own),
  );
  const compiled = packagesOf([...outside, ...archives()]).map((name) => debian(name, 'compiled'));
  const linked = packagesOf(sharedLibraries()).map((name) => debian(name, 'linked'));
  const bundled = program === 'candour' ? pages().packages.map(npm) : [];
  return [...compiled, ...linked, ...bundled];
}

const all = parts();
writeFileSync(sbomFile, `${JSON.stringify(sbom(all), null, 2)}\n`);
writeFileSync(noticeFile, notice(all));
