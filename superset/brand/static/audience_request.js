// Parts of a page that come after it: [data-part] is the address, [data-every] the seconds until it is asked for again.
(function () {
  function follow(place) {
    var every = Number(place.dataset.every || 0) * 1000;
    function put(text) {
      var focused = place.contains(document.activeElement) ? document.activeElement.id : '';
      place.innerHTML = text;
      var next = place.querySelector('[data-next]');
      if (next) { location.replace(next.href); return; }
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
      if (every && place.querySelector('progress.is-waiting, progress.is-running')) setTimeout(load, every);
    }
    function load() {
      fetch(place.dataset.part, {credentials: 'same-origin', headers: {Accept: 'text/html'}}).then(function (answer) {
        if (answer.redirected) { location.reload(); return; }
        if (!answer.ok) throw new Error(answer.status);
        return answer.text().then(put);
      }).catch(function () {
        if (every) setTimeout(load, every);
        else place.innerHTML = '<p class="gs-quiet">This part did not come. Load the page again in a minute; if it stays so, ask for fewer artists or days.</p>';
      });
    }
    if (every) {
      if (place.querySelector('progress.is-waiting, progress.is-running')) setTimeout(load, every);
    } else load();
  }
  document.querySelectorAll('[data-part]').forEach(follow);
})();
