/* What the page does beyond being read: theme, copying, sorting, filtering, saving pictures.
   Without it everything is there, in the order of the tables. */
(function () {
  'use strict';
  var words = document.currentScript.dataset;
  var root = document.documentElement;
  var all = function (selector, of) {
    return Array.prototype.slice.call((of || document).querySelectorAll(selector));
  };
  var make = function (tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* ---- light and dark ---- */
  var toggle = document.getElementById('theme');
  var prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  var isDark = function () {
    var set = root.getAttribute('data-theme');
    return set ? set === 'dark' : prefersDark.matches;
  };
  var showToggle = function () { toggle.textContent = isDark() ? words.light : words.dark; };
  toggle.hidden = false;
  toggle.addEventListener('click', function () {
    root.setAttribute('data-theme', isDark() ? 'light' : 'dark');
    showToggle();
  });
  if (prefersDark.addEventListener) prefersDark.addEventListener('change', showToggle);
  showToggle();

  /* ---- copying ---- */
  var copyOld = function (text) {
    var area = make('textarea', { readonly: '' }, text);
    document.body.appendChild(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  };
  var copy = function (text, done) {
    if (!navigator.clipboard) {
      copyOld(text);
      done();
      return;
    }
    navigator.clipboard.writeText(text).catch(function () { copyOld(text); }).then(done);
  };
  all('button.copy').forEach(function (button) {
    var label = button.textContent;
    button.hidden = false;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      var text = document.getElementById(button.dataset.of).textContent;
      copy(text.replace(/\s+/g, ' ').trim(), function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
  });

  /* ---- tables ---- */
  // A number that rounding has made like another has its rank to be sorted by.
  var dutch = root.lang === 'nl';
  var valueOf = function (cell) {
    var text = cell.textContent.trim();
    if (cell.dataset.v) return Number(cell.dataset.v);
    if (text === '') return null;
    if (!cell.matches('.numbers td:not([class])')) return text.toLowerCase();
    var number = Number(text.replace(dutch ? /[^\d,-]/g : /[^\d.-]/g, '').replace(',', '.'));
    return isNaN(number) ? text.toLowerCase() : number;
  };
  var compare = function (a, b) {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    a = String(a);
    b = String(b);
    return a < b ? -1 : a > b ? 1 : 0;
  };
  var sortBy = function (table, rows, column, order) {
    var sorted = rows.slice();
    if (order !== 'none')
      sorted.sort(function (a, b) {
        var x = valueOf(a.cells[column]), y = valueOf(b.cells[column]);
        if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
        return order === 'ascending' ? compare(x, y) : compare(y, x);
      });
    sorted.forEach(function (row) { table.tBodies[0].appendChild(row); });
  };
  var addSorting = function (table, rows) {
    var heads = all('thead th', table);
    heads.forEach(function (head, column) {
      var label = head.querySelector('span');
      var button = make('button', { type: 'button', title: head.title });
      var next = { none: 'ascending', ascending: 'descending', descending: 'none' };
      head.removeAttribute('title');
      head.insertBefore(button, label);
      button.appendChild(label);
      button.appendChild(make('i', { 'aria-hidden': 'true' }));
      head.setAttribute('aria-sort', 'none');
      button.addEventListener('click', function () {
        var order = next[head.getAttribute('aria-sort')];
        heads.forEach(function (other) { other.setAttribute('aria-sort', 'none'); });
        head.setAttribute('aria-sort', order);
        sortBy(table, rows, column, order);
      });
    });
  };
  var addFilter = function (table, rows) {
    var holder = table.closest('.table'), scroll = table.closest('.scroll');
    var label = make('label', { 'class': 'filter' }, words.filter + ' ');
    var input = make('input', { type: 'search', autocomplete: 'off' });
    var count = make('span', { role: 'status' });
    label.appendChild(input);
    label.appendChild(count);
    scroll.parentNode.insertBefore(label, scroll);
    if (!holder) return;
    input.addEventListener('input', function () {
      var parts = input.value.toLowerCase().split(/\s+/), shown = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        var fits = parts.every(function (part) { return text.indexOf(part) >= 0; });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = ' ' + shown + ' / ' + rows.length + ' ' + words.shown;
    });
  };
  all('table.data').forEach(function (table) {
    var rows = all('tbody tr', table);
    if (rows.length < 2) return;
    addSorting(table, rows);
    if (rows.length > 7) addFilter(table, rows);
  });

  /* ---- pictures ---- */
  var save = function (blob, name) {
    var link = make('a', { download: name, href: URL.createObjectURL(blob) });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };
  var pictureOf = function (figure, scale) {
    var svg = figure.querySelector('svg').cloneNode(true);
    var titled = figure.querySelector('.saves input').checked;
    if (titled && svg.dataset.whole) svg.setAttribute('viewBox', svg.dataset.whole);
    var box = svg.getAttribute('viewBox').split(' ').map(Number);
    svg.setAttribute('width', box[2] * scale);
    svg.setAttribute('height', box[3] * scale);
    svg.removeAttribute('data-whole');
    return {
      blob: new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }),
      width: box[2] * scale, height: box[3] * scale
    };
  };
  var savePng = function (figure, name) {
    var picture = pictureOf(figure, 2), image = new Image();
    var address = URL.createObjectURL(picture.blob);
    image.onload = function () {
      var canvas = make('canvas', { width: picture.width, height: picture.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      URL.revokeObjectURL(address);
      canvas.toBlob(function (blob) { save(blob, name + '.png'); });
    };
    image.src = address;
  };
  all('figure').forEach(function (figure) {
    var png = figure.querySelector('button.png');
    if (!png) return;
    png.hidden = false;
    figure.querySelector('.saves label').hidden = false;
    png.addEventListener('click', function () { savePng(figure, png.dataset.name); });
    figure.querySelector('.saves a').addEventListener('click', function (event) {
      event.preventDefault();
      save(pictureOf(figure, 1).blob, png.dataset.name + '.svg');
    });
  });

  /* ---- a link into something folded opens it ---- */
  var unfold = function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var opened = false;
    for (var at = target; at; at = at.parentElement)
      if (at.tagName === 'DETAILS' && !at.open) opened = at.open = true;
    if (opened) target.scrollIntoView();
  };
  window.addEventListener('hashchange', unfold);
  unfold();
}());
