// Runs before the page is drawn, so that parts which only show with script (or only without it) do not jump.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
