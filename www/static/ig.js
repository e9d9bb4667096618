// Enhancements only: every page works without this file.
import {
  createAll, Button, CharacterCount, Checkboxes, ErrorSummary, Header, NotificationBanner,
  PasswordInput, Radios, SkipLink
} from 'nhsuk-frontend'

const components = [Button, CharacterCount, Checkboxes, ErrorSummary, Header, NotificationBanner,
  PasswordInput, Radios, SkipLink]
for (const component of components) createAll(component)

// A page brought back by Back shows what was true then, perhaps to somebody else: ask again.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })

// A form that was being filled is sent all the same: the server keeps it for whoever typed it.
const draft = document.querySelector('form[data-ig-draft]')
let typed = false
if (draft) draft.addEventListener('input', () => { typed = true })

function timeUp (signout) {
  if (typed) draft.submit()
  else location.replace(signout)
}

const { igIdleSeconds, igKeepalive, igSignout } = document.body.dataset
if (Number(igIdleSeconds) > 0 && igKeepalive && igSignout) {
  watchSession(Number(igIdleSeconds) * 1000, igKeepalive, igSignout)
}

// The server ends the session; this warns of it in time. keepalive is the address of the small
// POST that keeps the session, signout the page to show when the time is up.
function watchSession (idle, keepalive, signout) {
  const lead = Math.min(120000, idle / 2)
  // The clock on the wall, not timers alone: timers stand still while a laptop sleeps.
  let end
  let timer
  let minutesSaid
  const dialog = buildDialog()
  const part = (name) => dialog.querySelector(`[data-part="${name}"]`)

  // A request from any tab keeps the one session they share.
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('ig-session ' + keepalive) : null
  if (tabs) tabs.onmessage = arm

  function arm () {
    end = Date.now() + idle
    minutesSaid = undefined
    if (dialog.open) dialog.close()
    part('failed').textContent = ''
    part('spoken').textContent = ''
    tick()
  }

  function tick () {
    clearTimeout(timer)
    const left = end - Date.now()
    if (left <= 0) return timeUp(signout)
    if (left > lead) {
      timer = setTimeout(tick, left - lead)
      return
    }
    const seconds = Math.ceil(left / 1000)
    part('left').textContent = inWords(seconds)
    if (minutesSaid === undefined) {
      // Opening the dialog reads its text, so the first minute needs no announcement.
      minutesSaid = Math.ceil(seconds / 60)
      dialog.showModal()
    } else if (seconds > 0 && Math.ceil(seconds / 60) < minutesSaid) {
      minutesSaid = Math.ceil(seconds / 60)
      part('spoken').textContent = `You will be signed out in ${inWords(seconds)}.`
    }
    timer = setTimeout(tick, left % 1000 || 1000)
  }

  async function stay () {
    const token = document.querySelector('input[name=csrf]')
    part('failed').textContent = ''
    try {
      const reply = await fetch(keepalive, {
        method: 'POST',
        mode: 'same-origin',
        credentials: 'same-origin',
        // A redirect would mean the sign-in page: the session is gone, not kept.
        redirect: 'error',
        body: new URLSearchParams({ csrf: token ? token.value : '' })
      })
      if (!reply.ok) throw new Error(String(reply.status))
    } catch {
      part('failed').textContent = 'You could not be kept signed in. Try again, or press Escape to go back to the page and save your work.'
      return
    }
    if (tabs) tabs.postMessage('kept')
    arm()
  }

  part('stay').addEventListener('click', stay)
  part('signout').addEventListener('click', () => {
    // Signing out is a form of the page's header, with a token of its own.
    const form = document.querySelector('.nhsuk-header__account-form')
    if (form) form.submit()
    else location.replace(signout)
  })
  addEventListener('visibilitychange', tick)
  document.body.append(dialog)
  if (tabs) tabs.postMessage('loaded')
  arm()
}

function buildDialog () {
  const dialog = document.createElement('dialog')
  dialog.className = 'ig-timeout'
  dialog.setAttribute('aria-labelledby', 'ig-timeout-title')
  dialog.setAttribute('aria-describedby', 'ig-timeout-text')
  dialog.innerHTML = `
<h2 class="nhsuk-heading-m" id="ig-timeout-title">You will be signed out soon</h2>
<p id="ig-timeout-text">Nothing has been saved or opened for a while. You will be signed out in <b class="ig-timeout__left" data-part="left"></b>.</p>
<p class="nhsuk-u-visually-hidden" role="status" data-part="spoken"></p>
<p class="nhsuk-error-message" role="alert" data-part="failed"></p>
<div class="nhsuk-button-group">
<button class="nhsuk-button" type="button" data-part="stay">Stay signed in</button>
<button class="nhsuk-button nhsuk-button--secondary" type="button" data-part="signout">Sign out</button>
</div>`
  return dialog
}

function inWords (seconds) {
  const count = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return count(rest, 'second')
  return count(minutes, 'minute') + (rest ? ' ' + count(rest, 'second') : '')
}
