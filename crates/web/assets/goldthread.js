// Everything here only adds to pages that already work without script: it starts the vendored components and keeps drafts.
import { createAll, initAll } from './govuk-frontend.min.js';
import { DatePicker, MultiSelect, SortableTable } from './moj.min.js';

const SAVE_EVERY_MS = 3000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Sends a changed form to its data-autosave address, one request at a time, and says in its live region what came of it. */
class Autosave {
  #form;
  #status;
  #changed = false;
  #sending = null;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector('[data-autosave-status]');
    form.addEventListener('input', () => { this.#changed = true; });
    form.addEventListener('change', () => { this.#changed = true; });
    // The form itself is on its way: a draft sent now could arrive after it and come back from the dead.
    form.addEventListener('submit', () => { this.#changed = false; });
    setInterval(() => { if (this.#changed && !this.#sending) this.#save(); }, SAVE_EVERY_MS);
    window.addEventListener('pagehide', () => { if (this.#changed) this.#save(); });
  }

  async #save() {
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    this.#changed = false;
    // Saves are counted, so that the server knows one that arrives late.
    const turn = this.#form.elements.namedItem('_turn');
    if (turn) turn.value = String(Number(turn.value) + 1);
    try {
      const answer = await fetch(this.#form.dataset.autosave, {
        method: 'POST',
        body: this.#answers(),
        credentials: 'same-origin',
        redirect: 'error', // to the sign-in page: that is not saved
        keepalive: true,
        signal: sending.signal,
      });
      if (!answer.ok) throw new Error(`autosave answered ${answer.status}`);
      this.#say(`Saved at ${clock.format(new Date())}`, false);
    } catch {
      if (sending.signal.aborted) return;
      this.#changed = true;
      this.#say('Not saved - will try again', true);
    } finally {
      if (this.#sending === sending) this.#sending = null;
    }
  }

  /** Typed answers only: files are sent when the form is. */
  #answers() {
    const answers = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form)) {
      if (typeof value === 'string') answers.append(name, value);
    }
    return answers;
  }

  #say(words, failed) {
    if (!this.#status) return;
    this.#status.classList.toggle('gt-autosave--failed', failed);
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }
}

/** Shows what is asked only for some answers while one of them is given; what is hidden keeps what was typed. */
function followAnswers() {
  const parts = [...document.querySelectorAll('[data-shown-when]')];
  if (parts.length === 0) return;
  const follow = () => {
    for (const part of parts) {
      const controls = part.dataset.shownWhen.split(' ').flatMap((name) => [...document.getElementsByName(name)]);
      const given = controls.filter((control) => (control.type !== 'radio' && control.type !== 'checkbox') || control.checked).map((control) => control.value);
      part.hidden = controls.length > 0 && !part.dataset.shownValues.split(' ').some((value) => given.includes(value));
    }
  };
  document.addEventListener('change', follow);
  follow();
}

initAll();
createAll(DatePicker);
createAll(MultiSelect);
createAll(SortableTable);
document.querySelectorAll('form[data-autosave]').forEach((form) => new Autosave(form));
followAnswers();
