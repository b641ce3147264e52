// Opens the reports as a reader would: at three widths, light and dark, on paper. Fails on any
// console message, request to elsewhere, duplicate id, page wider than its window, violation that
// axe finds, or invalid HTML.
//
// usage: REPORTS=FOLDER node --test     FOLDER/NAME/report.html, of each NAME below; those of regions
// side by side begin with compare
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const reports = resolve(process.env.REPORTS ?? 'build/browser');
const names = ['npvr', 'template', 'many', 'hostile', 'eu-nl', 'compare', 'compare-nl', 'compare-hostile'];
const widths = [360, 768, 1440];
const program = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find((path) => path && existsSync(path));
const pdftotext = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].some((folder) => existsSync(join(folder, 'pdftotext')));
const fileOf = (name) => join(reports, name, 'report.html');

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
    '--disable-quic'] });
});
after(async () => { await browser?.close(); });

// Runs look(page) and then fails on whatever the page complained about.
const visit = async (name, { width = 1440, colorScheme = 'light', script = true, hash = '' }, look) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme,
    javaScriptEnabled: script, acceptDownloads: true });
  const page = await context.newPage();
  const troubles = [], address = pathToFileURL(fileOf(name)).href;
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { troubles.push('dialog'); dialog.dismiss(); });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url().split('#')[0] !== address)
      troubles.push(`request: ${request.url()}`);
  });
  try {
    await page.goto(address + hash);
    await look(page);
    assert.deepEqual(troubles, []);
  } finally {
    await context.close();
  }
};

// What axe finds, one line a rule. The marks of figures that tell their value are thousands alike: one figure has them looked at.
const violations = (page, within = { exclude: ['.hover'] }) => page.evaluate(async ([source, context]) => {
  if (!window.axe) new Function(source)();
  const found = await window.axe.run(context, { resultTypes: ['violations'] });
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}, [axe, within]);

// The words of a PDF, page by page, with where they begin, in points.
const wordsOf = (paper) => execFileSync('pdftotext', ['-bbox-layout', '-', '-'], { input: paper, maxBuffer: 1 << 28 })
  .toString().split('<page ').slice(1)
  .map((page) => [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)<\/word>/g)]
    .map(([, x, y, text]) => ({ x: Number(x), y: Number(y), text })));

// Its lines, each page from the top; what stands at one height is one line.
const linesOf = (paper) => wordsOf(paper).map((found) => {
  const lines = [];
  for (const { x, y, text } of found) {
    const line = lines.find((l) => Math.abs(l.y - y) < 2) ?? lines[lines.push({ y, words: [] }) - 1];
    line.words.push({ x, text });
  }
  return lines.sort((a, b) => a.y - b.y)
    .map(({ y, words }) => ({ y, text: words.sort((a, b) => a.x - b.x).map((w) => w.text).join(' ') }));
});

const plain = (text) => text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&apos;', "'")
  .replace(/[\s\u00AD]+/g, ' ').trim();

// What a break must not part: a heading from what it is about, a figure from its caption, rows of a table from its head.
const badBreaks = async (page, paper) => {
  const pages = linesOf(paper).map((lines) => lines.map(({ y, text }) => ({ y, text: plain(text) })));
  const texts = pages.map((lines) => lines.map((l) => l.text).join(' '));
  const { headings, figures, tables } = await page.evaluate(() => ({
    headings: [...document.querySelectorAll('main h2, main h3')].map((h) => h.firstChild.textContent.trim()),
    figures: [...document.querySelectorAll('main figure')].filter((f) => f.querySelector('svg') && f.querySelector('figcaption strong, figcaption b'))
      .map((f) => [f.querySelector('figcaption strong, figcaption b').textContent.trim(),
        [...f.querySelectorAll('svg text')].map((t) => t.textContent.trim()).filter((t) => /^[\w ,;-]{30,}$/.test(t))[0]]),
    tables: [...document.querySelectorAll('main table')].filter((t) => !t.closest('details:not([open])')).map((t) => ({
      head: [...t.querySelectorAll('thead th')].slice(0, 1).map((th) => th.textContent.replace('\u2195', '').trim()).join(' '),
      rows: [...t.querySelectorAll('tbody tr')].map((tr) => [tr.cells[0], tr.cells[1], [...tr.cells].at(-1)]
        .map((c) => c.textContent.trim().split(' ').slice(0, 2).join(' '))) })),
  }));
  const faults = [];
  pages.forEach((lines, n) => {
    const last = lines.at(-1)?.text;
    if (headings.some((h) => h === last || h.toUpperCase() === last)) faults.push(`page ${n + 1} ends with the heading ${last}`);
  });
  for (const [number, words] of figures)
    if (words && !texts.some((text) => text.includes(number) && text.includes(plain(words))))
      faults.push(`${number} and its caption are on two pages`);
  for (const { head, rows } of tables) {
    const here = (lines) => lines.filter((l) => rows.some(([first, second, last]) =>
      last !== '' && l.text.startsWith(plain(first)) && l.text.includes(plain(second)) && l.text.includes(plain(last))));
    pages.forEach((lines, n) => {
      const found = here(lines);
      if (found.length > 1 && !lines.some((l) => l.y < found.at(-1).y && (l.text + ' ').startsWith(`${plain(head)} `)))
        faults.push(`page ${n + 1} has rows without their head ${head}`);
    });
  }
  return faults;
};

// How far down the three columns go, as shares of the page, of each page with cards of regions but the last.
const cardFills = async (page, paper) => {
  const [first, next] = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('main h2, main h3')].map((h) => [h.id, h.firstChild.textContent.trim()]);
    const at = headings.findIndex(([id]) => id === 'cards');
    return [headings[at][1], headings[at + 1][1]];
  });
  const sheets = wordsOf(paper);
  const whereIs = (heading, from) => sheets.findIndex((words, n) => n >= from && plain(words.map((w) => w.text).join(' ')).includes(heading));
  const start = whereIs(plain(first), 0), end = whereIs(plain(next), start);
  const top = sheets[end].find((w) => w.text === next.split(' ')[0]).y;
  const margin = 45, width = 595 - 2 * margin, height = 842 - 2 * margin, apart = 16; // of A4, in points
  return sheets.slice(start, top < 2 * margin ? end - 1 : end).map((words) => [0, 1, 2].map((column) => {
    const inside = words.filter((w) => Math.floor((w.x - margin + apart / 2) / ((width + apart) / 3)) === column);
    return Math.round(100 * (Math.max(margin, ...inside.map((w) => w.y)) - margin) / height) / 100;
  }));
};

const tooWide = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const inside = (element) => element.closest('.scroll, .picture') !== null;
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !inside(e))
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 160)).concat(`${root.scrollWidth} px`);
});

for (const name of names) {
  for (const width of widths)
    test(`${name} fits a window of ${width} px`, async () => {
      await visit(name, { width }, async (page) => assert.deepEqual(await tooWide(page), []));
    });

  for (const colorScheme of ['light', 'dark'])
    test(`${name} has nothing that axe objects to, ${colorScheme}`, async () => {
      await visit(name, { colorScheme, width: colorScheme === 'dark' ? 360 : 1440 }, async (page) => {
        assert.deepEqual(await violations(page), []);
        await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(await tooWide(page), []);
      });
    });

  test(`${name} has no id twice and no link to nowhere`, async () => {
    await visit(name, {}, async (page) => {
      assert.deepEqual(await page.evaluate(() => {
        const seen = new Set(), faults = [];
        for (const { id } of document.querySelectorAll('[id]')) {
          if (seen.has(id)) faults.push(`twice: ${id}`);
          seen.add(id);
        }
        for (const a of document.querySelectorAll('a[href^="#"]'))
          if (!seen.has(decodeURIComponent(a.getAttribute('href').slice(1)))) faults.push(`nowhere: ${a.outerHTML}`);
        return faults;
      }), []);
    });
  });

  test(`${name} prints`, async () => {
    await visit(name, {}, async (page) => {
      const paper = await page.pdf({ format: 'A4', printBackground: true });
      assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
      assert.ok((paper.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length > (name.startsWith('compare') ? 0 : 2));
      if (!pdftotext || name.startsWith('compare')) return;
      assert.deepEqual(await badBreaks(page, paper), []);
      const half = (await cardFills(page, paper)).filter((columns) => columns.reduce((sum, fill) => sum + fill) / columns.length < 0.66);
      assert.deepEqual(half, []);
    });
  });

  test(`${name} is valid HTML`, async () => {
    const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'],
      rules: { 'long-title': 'off', 'no-inline-style': 'off' } });
    const result = await validator.validateString(readFileSync(fileOf(name), 'utf8'));
    const messages = result.results.flatMap((r) => r.messages).filter((m) => m.severity === 2);
    assert.deepEqual(messages.slice(0, 10).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`), []);
  });
}

test('regions side by side are in Dutch where that is asked', async () => {
  await visit('compare-nl', {}, async (page) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'nl');
    const steps = await page.locator('#table-compare_steps').textContent();
    assert.match(steps, /\(gedaan\)/);
    assert.doesNotMatch(steps, /\(done\)|no date|;\S/);
  });
});

// The page is emptied but for one table, which is pushed down step by step, across the end of the first sheet.
test('the caption of a table stays with it in print', { skip: !pdftotext && 'there is no pdftotext' }, async () => {
  await visit('npvr', {}, async (page) => {
    const [caption, head] = await page.evaluate(() => {
      const table = document.querySelector('#table-prevalence table'), main = document.querySelector('main');
      document.querySelectorAll('body > :not(main)').forEach((e) => e.remove());
      main.innerHTML = '<div></div><div class="scroll"></div>';
      main.lastChild.append(table);
      return [table.caption, table.tHead.rows[0].cells[0]].map((e) => e.textContent.replace('\u2195', '').trim());
    });
    const sheets = [];
    for (let down = 200; down <= 336; down += 8) {
      await page.evaluate((px) => { document.querySelector('main > div').style.height = `${px}px`; }, down);
      const lines = linesOf(await page.pdf({ width: '210mm', height: '120mm' })).map((sheet) => sheet.map(({ text }) => plain(text)));
      const first = (begins) => lines.findIndex((sheet) => sheet.some((text) => text.startsWith(begins)));
      sheets.push([first(caption), first(head)]);
    }
    assert.deepEqual(sheets.filter(([ofCaption, ofHead]) => ofCaption !== ofHead), []);
    assert.deepEqual([sheets[0], sheets.at(-1)], [[0, 0], [1, 1]]);
  });
});

test('each mark of a chart says its value when pointed at', async () => {
  for (const name of ['npvr', 'hostile', 'eu-nl'])
    await visit(name, {}, async (page) => {
      const dumb = await page.evaluate(() => [...document.querySelectorAll('.picture svg')]
        .filter((svg) => [...svg.querySelectorAll('.hover path')].length === 0 ||
          [...svg.querySelectorAll('.hover path')].some((path) => !path.querySelector('title')?.textContent.trim()))
        .map((svg) => svg.closest('figure').id));
      assert.deepEqual(dumb, []);
    });
  await visit('npvr', {}, async (page) => {
    const told = await page.evaluate(() => {
      const path = document.querySelector('#figure-matrix .hover path');
      path.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = path.getBoundingClientRect();
      return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.querySelector('title')?.textContent;
    });
    assert.match(told, /^.+: named by \d+ of 11 regions$/);
  });
  // A pair has two cells in a square, which say the same.
  await visit('eu-nl', {}, async (page) => {
    const told = await page.evaluate(() => {
      const svg = document.querySelector('#figure-heatmap svg');
      svg.scrollIntoView({ block: 'center', behavior: 'instant' });
      const marks = [...svg.querySelectorAll('.hover path')];
      const at = (x, y) => document.elementFromPoint(x, y)?.querySelector('title')?.textContent;
      const corner = marks[0].getBoundingClientRect(), side = corner.width;
      return [2, 5].map((i) => [at(corner.x + side / 2, corner.y + (i + 0.5) * side),
        at(corner.x + (i + 0.5) * side, corner.y + side / 2)]);
    });
    for (const [below, beside] of told) {
      assert.match(below, /^.+ en .+: gelijkenis \d,\d\d$/);
      assert.equal(beside, below);
    }
  });
});

test('axe has nothing against the marks of a figure', async () => {
  for (const name of ['npvr', 'hostile'])
    await visit(name, {}, async (page) => {
      assert.ok(await page.locator('#figure-timeline .hover path').count() > 0);
      assert.deepEqual(await violations(page, { include: ['#figure-timeline'] }), []);
    });
});

test('nothing in the data becomes markup', async () => {
  await visit('hostile', {}, async (page) => {
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script').count(), 1);
    assert.match(await page.title(), /^<\/script>/);
  });
});

test('the findings stand on the first screen, above a figure each', async () => {
  await visit('npvr', {}, async (page) => {
    const brief = page.locator('.brief li');
    assert.equal(await brief.count(), 4);
    for (let i = 0; i < 4; i++) assert.ok((await brief.nth(i).boundingBox()).y < 800);
    assert.equal(await page.locator('.finding figure svg').count(), 3);
    assert.match(await page.locator('#sentence-calendar').textContent(), /^6 of 11 regions give a date/);
  });
});

test('tables sort, by number and by text, and go back', async () => {
  await visit('npvr', { hash: '#table-prevalence' }, async (page) => {
    const table = page.locator('#table-prevalence table');
    const column = (n) => table.locator(`tbody tr > :nth-child(${n})`).allTextContents();
    const first = await column(1);
    const head = table.locator('thead th').nth(2);
    await head.locator('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    const up = (await column(3)).map(Number);
    assert.deepEqual(up, [...up].sort((a, b) => a - b));
    await head.locator('button').press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    const down = (await column(3)).map(Number);
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    await head.locator('button').click();
    assert.deepEqual(await column(1), first);
    await table.locator('thead th').nth(0).locator('button').click();
    const names = (await column(1)).map((text) => text.toLowerCase());
    assert.deepEqual(names, [...names].sort());
  });
});

// Every column of every table against the CSV file inside the page, which holds the values in full.
test('tables sort by the values behind rounded numbers, in Dutch as well', async () => {
  for (const name of ['npvr', 'eu-nl'])
    await visit(name, {}, async (page) => {
      const faults = await page.evaluate(() => {
        const found = [];
        let looked = 0;
        for (const holder of document.querySelectorAll('.table[id]')) {
          const table = holder.querySelector('table'), link = holder.querySelector('a.save');
          const rows = [...table.tBodies[0].rows];
          if (rows.length < 2 || !link.href.startsWith('data:')) continue;
          const text = decodeURIComponent(link.href.split(',').slice(1).join(','));
          const lines = text.trim().split('\n').map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
          const names = lines[0];
          if (lines.some((line) => line.length !== names.length)) found.push(`cannot read ${holder.id}.csv`);
          [...table.tHead.rows[0].cells].forEach((head, column) => {
            if (!head.classList.contains('n')) return;
            const code = head.querySelector('code')?.textContent ?? head.textContent.trim();
            const of = names.indexOf(code.replace('\u2195', ''));
            if (of < 0) return;
            const values = new Map(rows.map((row, i) => [row, lines[i + 1][of]]));
            head.querySelector('button').click();
            const sorted = [...table.tBodies[0].rows].map((row) => values.get(row)).filter((v) => v !== '').map(Number);
            if (sorted.some((v, i) => i > 0 && v < sorted[i - 1])) found.push(`${holder.id} ${code}`);
            head.querySelector('button').click();
            head.querySelector('button').click();
            looked++;
          });
        }
        return looked > 50 ? found : [...found, `${looked} columns`];
      });
      assert.deepEqual(faults, []);
    });
});

test('tables filter', async () => {
  await visit('npvr', { hash: '#table-overlap' }, async (page) => {
    const part = page.locator('#table-overlap');
    await part.locator('input').fill('twente emmen');
    assert.equal(await part.locator('tbody tr:visible').count(), 1);
    assert.match(await part.locator('[role=status]').textContent(), /1 \/ 55/);
    await part.locator('input').fill('');
    assert.equal(await part.locator('tbody tr:visible').count(), 55);
  });
});

test('links lead to what they name, also into what is folded', async () => {
  await visit('npvr', {}, async (page) => {
    await page.locator('.finding a[href="#method-growth"]').click();
    assert.ok(await page.locator('#method-growth').evaluate((e) => e.open));
    await page.locator('nav a[href="#section-themes"]').click();
    await page.waitForTimeout(800);
    const box = await page.locator('#section-themes').boundingBox();
    assert.ok(box.y > -20 && box.y < 200);
    await page.goto(`${page.url().split('#')[0]}#table-trajectories`);
    assert.ok(await page.locator('#table-trajectories').evaluate((e) => e.open));
  });
});

test('the theme can be switched', async () => {
  await visit('npvr', { colorScheme: 'dark' }, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.locator('#theme').click();
    assert.notEqual(await paper(), dark);
    assert.deepEqual(await violations(page), []);
    await page.locator('#theme').click();
    assert.equal(await paper(), dark);
  });
});

test('a sentence can be copied', async () => {
  await visit('npvr', {}, async (page) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard',
        { value: { writeText: async (text) => { window.copied = text; } } });
    });
    await page.locator('.copy').first().click();
    await page.locator('.copy', { hasText: 'Copied' }).waitFor();
    assert.match(await page.evaluate(() => window.copied),
      /^6 of 11 regions give a date for adopting their plan\. The busiest month is [^<>]*\.$/);
  });
});

test('tables and pictures are saved from inside the page', async () => {
  await visit('npvr', {}, async (page) => {
    const saved = async (locator) => {
      const [download] = await Promise.all([page.waitForEvent('download'), locator.click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const csv = await saved(page.locator('#table-due a.save'));
    assert.equal(csv.name, 'due.csv');
    assert.deepEqual(csv.bytes, readFileSync(join(reports, 'npvr', 'due.csv')));
    const figure = page.locator('#figure-matrix');
    const svg = await saved(figure.locator('a', { hasText: 'SVG' }));
    assert.equal(svg.name, 'matrix.svg');
    const plain = /viewBox="0 ([\d.]+) /.exec(svg.bytes.toString())[1];
    assert.ok(Number(plain) > 0);
    await figure.locator('input').check();
    const whole = await saved(figure.locator('a', { hasText: 'SVG' }));
    assert.match(whole.bytes.toString(), /viewBox="0 0 /);
    const png = await saved(figure.locator('button.png'));
    assert.equal(png.name, 'matrix.png');
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.bytes.length > 20000);
  });
});

test('everything is there without script', async () => {
  await visit('npvr', { script: false, width: 768 }, async (page) => {
    assert.ok(await page.locator('#sentence-growth').isVisible());
    assert.ok(await page.locator('#figure-timeline svg').isVisible());
    assert.equal(await page.locator('button:visible').count(), 0);
    await page.locator('#table-growth summary').click();
    assert.ok(await page.locator('#table-growth table').isVisible());
  });
});

test('the keyboard reaches everything, in order', async () => {
  await visit('npvr', {}, async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => location.hash), '#findings');
    const late = await page.evaluate(() => [...document.querySelectorAll('[tabindex]')]
      .filter((e) => Number(e.getAttribute('tabindex')) > 0).length);
    assert.equal(late, 0);
  });
});
