// arguments: kind ("control", "choice", "button" or "link"), words, legend or null. Answers the one element, or says why there is not one.
const [kind, words, legend] = arguments;
const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const shown = (element) => element.getClientRects().length > 0;
const scope = legend === null ? [document] : [...document.querySelectorAll('fieldset')]
  .filter((fieldset) => plain(fieldset.querySelector('legend')?.textContent) === legend);
if (scope.length !== 1) return { problem: `${scope.length} groups are called "${legend}"` };
const all = (selector) => [...scope[0].querySelectorAll(selector)];

const isChoice = (control) => control.type === 'radio' || control.type === 'checkbox';
const finders = {
  control: () => {
    const labelled = all('label').filter((label) => plain(label.textContent) === words).map((label) => label.control).filter(Boolean);
    const typed = (controls) => controls.filter((control) => !isChoice(control) && control.type !== 'hidden');
    const found = typed(labelled);
    return found.length > 0 ? found : typed(all('input, textarea, select').filter((control) => control.name === words));
  },
  choice: () => all('label').filter((label) => plain(label.textContent) === words).map((label) => label.control)
    .filter((control) => control && isChoice(control)),
  button: () => all('button, summary, input[type=submit], a[role=button]')
    .filter((button) => plain(button.textContent) === words || button.value === words && button.type === 'submit' && button.tagName === 'INPUT'),
  link: () => all('a[href]').filter((link) => plain(link.textContent) === words),
};
const found = finders[kind]().filter((element) => shown(element));
if (found.length === 1) return { element: found[0] };
const named = legend === null ? '' : ` in "${legend}"`;
return { problem: `${found.length} shown ${kind}s are called "${words}"${named} at ${location.pathname}` };
