'use strict';
(() => {
  // A list of contents is in the way on a small screen until it is asked for.
  const contents = document.querySelector('.contents details');
  if (contents && window.matchMedia('(max-width: 66rem)').matches) contents.open = false;

  // Only what can be scrolled is a stop for the keyboard.
  const regions = [...document.querySelectorAll('.scroll')];
  const stops = () => {
    const wide = regions.map((region) => region.scrollWidth > region.clientWidth + 1);
    regions.forEach((region, at) => { if (wide[at]) region.tabIndex = 0; else region.removeAttribute('tabindex'); });
  };
  stops();
  window.addEventListener('resize', stops);

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
