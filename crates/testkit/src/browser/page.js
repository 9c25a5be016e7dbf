// What every page must have, whatever axe says. Answers one line a fault.
const faults = [];
const headings = document.querySelectorAll('h1').length;
if (headings !== 1) faults.push(`it has ${headings} h1 headings, not one`);
if (document.title.trim() === '') faults.push('it has no title');
const mains = document.querySelectorAll('main').length;
if (mains !== 1) faults.push(`it has ${mains} main landmarks, not one`);
for (const entry of performance.getEntriesByType('resource')) {
  if (new URL(entry.name, location.href).origin !== location.origin) faults.push(`it asked another origin: ${entry.name}`);
}
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide > 0) {
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (at !== document.body && at !== document.documentElement && getComputedStyle(at).overflowX !== 'visible') return true;
    }
    return false;
  };
  const edge = document.documentElement.clientWidth;
  const outside = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > edge + 0.5 && !scrolls(element))
    .map((element) => element.outerHTML.slice(0, 120));
  faults.push(`it scrolls sideways by ${wide} px at ${edge} px: ${outside.slice(0, 3).join(' | ')}`);
}
return faults;
