/** The list of what is in each package, and the NOTICE that goes with it. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { architectures, folderFor, made, repository, run } from './made.mjs';

const schemas = fileURLToPath(
  new URL('node_modules/@cyclonedx/cyclonedx-library/res/schema/', import.meta.url),
);
const schema = (name) =>
  JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));

const packages = architectures.flatMap((architecture) =>
  ['candour', 'candour-load'].map((program) => ({ architecture, program })),
);

for (const { architecture, program } of packages) {
  const of = `${program} for ${architecture}`;
  const file = (ending) => made(program, ending, architecture);
  const sbomOf = () => JSON.parse(readFileSync(file('.cdx.json'), 'utf8'));

  test(`${of}: the SBOM is valid CycloneDX`, () => {
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    for (const format of ['iri-reference', 'idn-email', 'iri']) ajv.addFormat(format, true);
    ajv.addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
    ajv.addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
    const valid = ajv.compile(schema('bom-1.4'));
    assert.ok(valid(sbomOf()), JSON.stringify(valid.errors));
    const slip = sbomOf();
    slip.components[0].licenses = [{ license: { id: 'No such licence' } }];
    assert.ok(!valid(slip));
  });

  test(`${of}: every shared library and every package of Depends is in it, and the hash is the binary's`, (t) => {
    const folder = folderFor(t);
    run('dpkg-deb', ['--extract', file('.deb'), folder]);
    const { components, metadata } = sbomOf();
    const names = new Set(components.map(({ name }) => name));
    const depends = run('dpkg-deb', ['--field', file('.deb'), 'Depends']);
    const libraries = [...depends.matchAll(/\b(lib[^ ,]+)/g)].map((found) => found[1]);
    assert.ok(libraries.includes('libc6'));
    // One may stand under a name that its package only provides, as libspdlog1.10-fmt9 does.
    const provided = (name) =>
      run('dpkg-query', ['--show', '--showformat=${Provides}', name]).split(/[ ,]+/);
    for (const { name, properties } of components)
      if (properties[0].value === 'linked') provided(name).forEach((other) => names.add(other));
    for (const library of libraries) assert.ok(names.has(library), library);
    const needed = run('readelf', ['-d', join(folder, 'usr/bin', program)]).match(
      /\(NEEDED\)/g,
    ).length;
    const linked = components.filter(({ properties }) => properties[0].value === 'linked').length;
    assert.ok(linked > 1 && linked <= needed, `${linked} packages for ${needed} libraries`);
    assert.match(metadata.component.hashes[0].content, /^[0-9a-f]{64}$/);
    // Compiled in: what leaves no trace in a binary.
    const compiled = [
      'nlohmann-json3-dev',
      ...(program === 'candour'
        ? ['libboost1.81-dev', 'libsqlitecpp-dev', 'libtomlplusplus-dev']
        : ['libcli11-dev']),
    ];
    for (const name of compiled) assert.ok(names.has(name), name);
  });

  test(`${of}: NOTICE names every component, with the text of what is inside`, (t) => {
    const folder = folderFor(t);
    run('dpkg-deb', ['--extract', file('.deb'), folder]);
    const docs = join(folder, 'usr/share/doc', program);
    const name = readdirSync(docs).find((each) => each.startsWith('NOTICE'));
    const notice = run(name.endsWith('.gz') ? 'zcat' : 'cat', [join(docs, name)]);
    const { components } = sbomOf();
    const named = [...notice.matchAll(/^ {2}(\S+) (\S+): .*; (?:compiled|a shared|bundled)/gm)];
    assert.deepEqual(
      named.map(([, name, version]) => `${name} ${version}`),
      components.map(({ name, version }) => `${name} ${version}`),
    );
    // The texts stand below, each under a line of its own; a text may have such lines as well.
    const inside = components.filter(({ properties }) => properties[0].value !== 'linked');
    const starts = inside.map(({ name, version }) =>
      notice.indexOf(`\n${'-'.repeat(78)}\n${name} ${version} (`),
    );
    for (const [at, { name }] of inside.entries()) {
      assert.ok(starts[at] > 0, name);
      const next = Math.min(...starts.filter((start) => start > starts[at]), notice.length);
      const text = notice.slice(starts[at] + 100, next);
      assert.ok(text.length > 400, `${name}: the text of its licence is ${text}`);
      assert.match(text, /copyright|public domain|permission/i, name);
    }
    if (program !== 'candour') return;
    for (const said of ['Boost Software License', 'Jason Miller', 'Braille Institute'])
      assert.match(notice, new RegExp(said), said);
  });
}

test('every npm package that came into the pages is in the SBOM of candour', () => {
  const folder = join(repository, 'build/package/../bundled');
  const runs = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  const bundled = runs.flatMap(({ packages }) => packages);
  assert.ok(bundled.includes('preact'));
  const { components, metadata } = JSON.parse(readFileSync(made('candour', '.cdx.json'), 'utf8'));
  const purls = components.map(({ purl }) => purl);
  for (const name of bundled)
    assert.ok(
      purls.some((purl) => purl.startsWith(`pkg:npm/${name.replace('@', '%40')}@`)),
      name,
    );
  const node = metadata.component.properties.find((property) => property.name === 'candour:node');
  assert.equal(node.value, process.version, 'whoever builds it again is told with which Node');
});
