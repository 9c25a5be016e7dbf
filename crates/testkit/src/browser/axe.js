// Runs axe, which was put into the page before, and answers one line a violation.
const done = arguments[arguments.length - 1];
axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
}).then(
  (results) => done(results.violations.map((violation) => {
    const targets = violation.nodes.map((node) => `${node.target.join(' ')}  ${node.html.slice(0, 160)}`);
    return `axe ${violation.id}: ${violation.help}\n      ${targets.join('\n      ')}`;
  })),
  (error) => done([`axe did not run: ${error}`]),
);
