// The question about audiences: artists found as one types, month or days, all platforms, a link to copy.
(function () {
  'use strict';
  const form = document.getElementById('question');
  const chosen = document.getElementById('chosen'), field = document.getElementById('q'), list = document.getElementById('found');
  let found = [], place = -1, asked = 0, waiting;

  function make(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className || '';
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function picture(artist, size) {
    const made = make('span', 'gs-picture ' + size, artist.artist_name.slice(0, 1).toUpperCase());
    made.setAttribute('aria-hidden', 'true');
    if ((artist.image_url || '').startsWith('https://')) {
      const image = make('img');
      image.src = artist.image_url;
      image.alt = '';
      image.referrerPolicy = 'no-referrer';
      made.append(image);
    }
    return made;
  }
  function mark(artist) {
    const made = make('span', 'gs-status is-draft', 'no provider id');
    made.title = 'The provider does not know the artist: its audience cannot be asked for.';
    return artist.has_provider_id ? '' : made;
  }
  function source(artist) {
    const made = make('span', 'gs-quiet', artist.artist_source);
    made.title = 'Where the artist comes from';
    return made;
  }
  function choose(artist) {
    if (![...form.querySelectorAll('[name=artist]')].some(each => each.value === String(artist.artist_id))) {
      const chip = make('span', 'gs-chip'), number = make('input'), off = make('button', 'gs-off', '×');
      number.type = 'hidden';
      number.name = 'artist';
      number.value = artist.artist_id;
      off.type = 'button';
      off.setAttribute('aria-label', 'Take ' + artist.artist_name + ' out');
      chip.append(picture(artist, 'is-small'), make('span', '', artist.artist_name), source(artist), mark(artist), number, off);
      chosen.insertBefore(chip, field);
    }
    field.value = '';
    close();
    field.focus();
  }
  function close() {
    list.hidden = true;
    place = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }
  function point(to) {
    place = (to + found.length) % found.length;
    [...list.children].forEach((line, number) => line.setAttribute('aria-selected', String(number === place)));
    field.setAttribute('aria-activedescendant', 'found-' + place);
    list.children[place].scrollIntoView({block: 'nearest'});
  }
  function show(words) {
    list.replaceChildren(...found.map(function (artist, number) {
      const line = make('li');
      line.id = 'found-' + number;
      line.setAttribute('role', 'option');
      line.append(picture(artist, 'is-small'), make('span', 'is-found', artist.artist_name), source(artist), mark(artist), make('span', 'gs-quiet', artist.label || ''));
      line.addEventListener('mousedown', function (event) { event.preventDefault(); choose(artist); });
      return line;
    }));
    if (!found.length) list.append(make('li', 'gs-quiet', 'No artist is called “' + words + '”.'));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    if (found.length) point(0);
  }
  async function search() {
    const words = field.value.trim(), mine = ++asked;
    if (!words) { close(); return; }
    try {
      const answer = await fetch(chosen.dataset.search + '?q=' + encodeURIComponent(words), {headers: {Accept: 'application/json'}});
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (mine === asked) { found = told.artists; show(words); }
    } catch (error) {
      if (mine !== asked) return;
      found = [];
      list.replaceChildren(make('li', 'gs-quiet', 'The search did not answer; type on to try again.'));
      list.hidden = false;
    }
  }
  field.addEventListener('input', function () { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { close(); event.preventDefault(); return; }
    if (event.key === 'Backspace' && !field.value) {
      const chips = chosen.querySelectorAll('.gs-chip');
      if (chips.length) chips[chips.length - 1].remove();
      return;
    }
    if (list.hidden || !found.length) return;
    if (event.key === 'ArrowDown') { point(place + 1); event.preventDefault(); }
    if (event.key === 'ArrowUp') { point(place - 1); event.preventDefault(); }
    if (event.key === 'Enter') { choose(found[place]); event.preventDefault(); }
  });
  chosen.addEventListener('click', function (event) {
    const off = event.target.closest('.gs-off');
    if (off) off.parentElement.remove();
    field.focus();
  });

  // a month or other days: who gives one takes the other back
  const month = document.getElementById('month'), days = ['from', 'to'].map(name => document.getElementById(name));
  month.addEventListener('change', function () { if (month.value) days.forEach(day => { day.value = ''; }); });
  days.forEach(day => day.addEventListener('input', function () { if (day.value) month.value = ''; }));

  const every = document.getElementById('every-platform'), boxes = [...form.querySelectorAll('[name=platform]')];
  function sync() {
    const on = boxes.filter(box => box.checked).length;
    every.checked = on === boxes.length;
    every.indeterminate = on > 0 && on < boxes.length;
  }
  every.addEventListener('change', function () { boxes.forEach(box => { box.checked = every.checked; }); });
  boxes.forEach(box => box.addEventListener('change', sync));
  sync();

  // the address holds what was chosen and no more
  form.addEventListener('submit', function () {
    const all = boxes.every(box => box.checked);
    [...form.elements].filter(each => each.name && !each.value || all && each.name === 'platform')
      .forEach(each => { each.disabled = true; });
    const button = form.querySelector('[data-busy]');
    button.textContent = button.dataset.busy;
    button.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });

  document.querySelectorAll('[data-copy]').forEach(button => button.addEventListener('click', async function () {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = 'Link copied';
    } catch (error) { prompt('Copy this link', button.dataset.copy); }
  }));
})();
