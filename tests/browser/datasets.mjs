// Two datasets to look at: fifty regions, and one whose every name tries to be markup.
// usage: node datasets.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const quote = (text) => `"${String(text).replaceAll('"', '""')}"`;
const csv = (rows) => rows.map((row) => row.map(quote).join(',') + '\n').join('');

const write = (folder, files) => {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : csv(content));
};

// A small generator of its own, so that the data are the same on every machine.
const random = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const stages = [['id', 'label', 'order'], ['draft', 'Draft plan ready', '1'],
  ['adopted', 'Plan adopted', '2'], ['agenda', 'Agenda ready', '3'], ['talks', 'Talks', '']];

const many = () => {
  const next = random(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const regions = [['id', 'name', 'province', 'youth_involved']];
  const themes = [['id', 'label', 'group']];
  const mentions = [['region', 'theme', 'weight', 'basis']];
  const steps = [['region', 'stage', 'item', 'when', 'status']];
  const targets = [['region', 'indicator', 'change', 'target_year']];
  const observations = [['region', 'indicator', 'year', 'value']];
  for (let t = 0; t < 30; t++) themes.push([`t${t}`, `Theme number ${t + 1}`, `group ${t % 4}`]);
  for (let r = 0; r < 50; r++) {
    const id = `r${r}`;
    regions.push([id, `Region of the ${r + 1}th river`, pick(['North', 'South', '']), pick(['yes', 'no', ''])]);
    for (let t = 0; t < 30; t++)
      if (next() < 0.3) mentions.push([id, `t${t}`, pick([1, 1, 2]), pick(['stated', 'stated', 'provisional'])]);
    for (const stage of ['draft', 'adopted', 'agenda', 'talks'])
      if (next() < 0.6)
        steps.push([id, stage, '', pick(['', 'begin 2026', 'medio 2026', '2026-06', 'Q3 2026', 'najaar 2026', '2027']),
          'planned']);
    let value = 50000 + Math.floor(next() * 50000);
    for (let year = 2010; year <= 2025; year++)
      observations.push([id, 'inhabitants', year, value += Math.floor(next() * 900 - 300)]);
    if (r % 6 === 0) targets.push([id, 'inhabitants', 5000, r % 12 === 0 ? 2040 : '']);
  }
  return { 'regions.csv': regions, 'themes.csv': themes, 'region_themes.csv': mentions,
    'stages.csv': stages, 'milestones.csv': steps, 'targets.csv': targets, 'observations.csv': observations,
    'datapackage.json': JSON.stringify({ title: 'Fifty regions, made up', created: '2026-02-01' }) };
};

const hostile = () => {
  const evil = '</script><script>document.title = "taken"</script><img src=x onerror="alert(1)">';
  const long = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(4);
  const turned = '\u202Egnihton\u202C & \u2066x\u2069 "quoted" `$(id)` %s %n \\ ' + "'";
  return { 'regions.csv': [['id', 'name', '<b>attribute</b>', 'is_it'], ['a', evil, evil, 'yes'],
      ['b', long, turned, ''], ['c', turned, '', 'no'], ['d', '☃ 東京都 مرحبا', '', '']],
    'themes.csv': [['id', 'label', 'group'], ['x', evil, evil], ['y', long, long], ['z', turned, turned]],
    'region_themes.csv': [['region', 'theme', 'weight'], ['a', 'x', 2], ['a', 'y', 1], ['b', 'x', 1], ['b', 'y', 2],
      ['c', 'z', 1], ['d', 'x', 1]],
    'stages.csv': [['id', 'label', 'order'], ['s', evil, 1], ['t', long, 2], ['u', turned, '']],
    'milestones.csv': [['region', 'stage', 'item', 'when', 'status', 'source', 'note'],
      ['a', 's', evil, '2026-06', 'planned', evil, evil], ['b', 't', long, '', 'planned', turned, ''],
      ['c', 'u', turned, 'begin 2026', 'planned', evil, turned], ['b', 's', '', '2026-06', 'planned', '', '']],
    'targets.csv': [['region', 'indicator', 'change', 'target_year', 'note'], ['a', evil, 1000, 2040, evil],
      ['b', long, 500, '', long]],
    'observations.csv': [['region', 'indicator', 'year', 'value'], ['a', evil, 2010, 900], ['a', evil, 2020, 950],
      ['a', evil, 2025, 1000]],
    'datapackage.json': JSON.stringify({ title: evil, description: evil, created: '2026-02-01',
      sources: [{ title: evil, path: 'javascript:alert(1)' }, { title: long, path: 'https://example.org/"><b>' }] }) };
};

const folder = process.argv[2];
write(join(folder, 'many'), many());
write(join(folder, 'hostile'), hostile());
