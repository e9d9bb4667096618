// A terminal's enhancements: number keys, and a screen that clears itself. Every page works without
// this file; the server ends a visit in any case.
const { igClear, igWarn, igLate, igStay, igLeave } = document.body.dataset
const csrf = () => document.querySelector('#leave input[name=csrf]')?.value ?? ''
const post = (to) => fetch(to, {
  method: 'POST',
  mode: 'same-origin',
  credentials: 'same-origin',
  redirect: 'manual',
  keepalive: true,
  body: new URLSearchParams({ csrf: csrf(), op: '1' })
})

// A page brought back by Back shows what was true then, to somebody else: ask again.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })

// A badge reader that sends two line ends, or a finger that taps twice, sends the form once.
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = '1'
  })
}

// ---- number keys ----

const pad = document.querySelector('[data-ig-keypad]')
const first = pad && document.getElementById(pad.dataset.igKeypad)
const inputs = [...document.querySelectorAll('main input.nhsuk-input')]

if (pad) {
  // The keys on the screen are enough: the system's own would cover half of it.
  for (const input of inputs) if (input.inputMode === 'numeric' || input === first) input.inputMode = 'none'
  if (!document.querySelector('.nhsuk-error-summary') || first.autofocus) first.focus()
  // The focus stays in the input, so that a badge read after a tap lands in it.
  pad.addEventListener('mousedown', (event) => event.preventDefault())
  pad.addEventListener('click', (event) => {
    const key = event.target.closest('button[data-key]')
    if (key) press(key.dataset.key)
  })
  // And what a reader types while nothing has the focus.
  addEventListener('keydown', (event) => {
    const free = document.activeElement === document.body || pad.contains(document.activeElement)
    if (free && /^[0-9A-Za-z]$/.test(event.key)) first.focus()
  })
}

function press (key) {
  const box = inputs.includes(document.activeElement) ? document.activeElement : first
  if (key === 'clear') box.value = ''
  else if (key === 'back') box.value = box.value.slice(0, -1)
  else if (box.maxLength < 0 || box.value.length < box.maxLength) box.value += key
  // The boxes of a date follow one another.
  if (box.id === 'done-day' && box.value.length === 2 && !isNaN(key)) document.getElementById('done-month').focus()
  if (box.id === 'done-month' && box.value.length === 2 && !isNaN(key)) document.getElementById('done-year').focus()
}

// ---- a screen that nobody touches clears itself ----

const clearAfter = Number(igClear) * 1000
const warnFor = Number(igWarn) * 1000
// A visit ends on the server after 90 seconds without a request: say in time that somebody is here.
const tellEvery = 30000
let end, timer, told = Date.now(), dialog

function arm () {
  end = Date.now() + clearAfter + warnFor
  if (dialog?.open) dialog.close()
  tick()
}

function tick () {
  clearTimeout(timer)
  const left = end - Date.now()
  if (left <= 0) return clear()
  if (left > warnFor) {
    timer = setTimeout(tick, left - warnFor)
    return
  }
  if (!dialog) dialog = ask()
  dialog.querySelector('[data-part=left]').textContent = String(Math.ceil(left / 1000))
  if (!dialog.open) dialog.showModal()
  timer = setTimeout(tick, left % 1000 || 1000)
}

// The start page has nothing to clear until something is typed on it.
const nothing = () => !igLeave && inputs.every((input) => input.value === '') &&
  !document.querySelector('.nhsuk-error-summary, .ig-kiosk__notice')

async function clear () {
  clearTimeout(timer)
  if (nothing()) return arm()
  document.querySelector('main').replaceChildren()
  try {
    if (igLeave) await post(igLeave)
  } catch {}
  location.replace(igLate)
}

function touched () {
  if (dialog?.open) return // there it takes an answer
  if (igStay && Date.now() - told > tellEvery) {
    told = Date.now()
    post(igStay).catch(() => {})
  }
  arm()
}

function ask () {
  const box = document.createElement('dialog')
  box.className = 'ig-timeout'
  box.setAttribute('aria-labelledby', 'still')
  box.innerHTML = `
<h2 id="still">Are you still there?</h2>
<p>This screen clears itself in <b class="ig-timeout__left" data-part="left"></b> seconds.</p>
<button class="nhsuk-button" type="button" data-part="stay">Yes, stay</button>
<button class="nhsuk-button nhsuk-button--secondary" type="button" data-part="leave">I am done</button>`
  box.querySelector('[data-part=stay]').addEventListener('click', () => {
    box.close()
    told = 0
    touched()
  })
  box.querySelector('[data-part=leave]').addEventListener('click', clear)
  // Escape is an answer, too.
  box.addEventListener('cancel', () => { told = 0; setTimeout(touched) })
  document.body.append(box)
  return box
}

if (clearAfter > 0) {
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, touched, { passive: true })
  addEventListener('visibilitychange', tick)
  arm()
}
