'use strict';
(() => {
  // A list of contents is in the way on a small screen until it is asked for.
  const contents = document.querySelector('.contents details');
  if (contents && window.matchMedia('(max-width: 66rem)').matches) contents.open = false;

  // Only what can be scrolled is a stop for the keyboard; it says on which side there is more.
  const regions = [...document.querySelectorAll('.scroll')];
  const more = (region) => {
    const beyond = region.scrollWidth - region.clientWidth;
    const sides = [region.scrollLeft > 1 && 'left', region.scrollLeft < beyond - 1 && 'right'].filter(Boolean);
    return beyond > 1 ? sides.join(' ') : '';
  };
  const show = (region, sides) => {
    if (sides) { region.dataset.more = sides; region.tabIndex = 0; } else { delete region.dataset.more; region.removeAttribute('tabindex'); }
  };
  const stops = () => {
    const sides = regions.map(more);
    regions.forEach((region, at) => show(region, sides[at]));
  };
  stops();
  window.addEventListener('resize', stops);
  for (const region of regions) region.addEventListener('scroll', () => show(region, more(region)), { passive: true });

  // A table whose rows are shown as cards is still read aloud as a table.
  for (const [parts, role] of Object.entries({
    table: 'table', 'thead, tbody': 'rowgroup', tr: 'row', 'thead th': 'columnheader', 'tbody th': 'rowheader', td: 'cell',
  })) {
    for (const part of document.querySelectorAll(parts)) part.setAttribute('role', role);
  }

  // Marks the section that is being read.
  const links = new Map();
  for (const link of document.querySelectorAll('.contents a[href^="#"]')) links.set(link.hash.slice(1), link);
  let current = null;
  const read = (id) => {
    if (current) current.removeAttribute('aria-current');
    current = links.get(id);
    current.setAttribute('aria-current', 'true');
  };
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) read(one.target.id);
  }, { rootMargin: '0px 0px -75% 0px' });
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watch.observe(heading);
  }
  // On paper everything is there.
  window.addEventListener('beforeprint', () => { if (contents) contents.open = true; });
})();
