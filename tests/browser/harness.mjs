// harness.mjs - what every file of browser tests shares.
//
// Says "ok - browser FILE: NAME" and "not ok - ..." for each test.  Every page
// that a test opens is watched: a message on the console, a request that
// fails or leaves the site, or an answer without the headers that every
// answer carries fails the test that caused it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const env = process.env;
const require = createRequire(path.join(env.MODULES, "/"));
const { chromium } = require("playwright-core");

export const site = env.SITE_URL;
export const origin = new URL(site).origin;
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const password = user => `demo-${user}-2026`;

// ---- the other ways to look at the same records ----

export function igtk(...words) {
	return execFileSync(path.join(env.SITE_BIN, "igtk"), [...words, "--db", env.SITE_DB], {
		encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "pipe"],
	});
}
export const igtkJson = (...words) => JSON.parse(igtk(...words, "--json"));

export function pack(version, type) {
	const file = path.join(env.SITE_TREE, `config/catalogue/igt-${version}-${type}.json`);
	return JSON.parse(readFileSync(file, "utf8"));
}

// Rows of the route table: { method, path, roles }.
export function routeTable() {
	const text = execFileSync(path.join(env.SITE_BIN, "igtk-fcgi"), ["--routes"], { encoding: "utf8" });
	return text.trim().split("\n").map(line => {
		const [method, where, roles] = line.split(" ");
		return { method, path: where, roles: roles.split(",") };
	});
}

// How often this happened in an organisation, by its audit trail.
export function audited(org, action) {
	return igtk("audit", "export", "--org", org).trim().split("\n")
		.filter(line => line.includes(`"action":"${action}"`)).length;
}

// ---- browsers ----

// without: options that playwright would give Chromium, and that it is not to get.
export const launch = (without = []) => chromium.launch({
	executablePath: env.CHROMIUM,
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"],
	ignoreDefaultArgs: without,
});
export const browser = await launch();

// What everybody may see, a browser may keep and ask about again.
const kept = new RegExp(`^${new URL(site).pathname.replace(/\/$/, "")}/(public|catalogue|library)([/?]|$)`);
const keeping = url => kept.test(new URL(url).pathname) ? /^no-(cache|store)$/ : /^no-store$/;
const headers = {
	"content-security-policy": /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'$/,
	"cross-origin-opener-policy": /^same-origin$/,
	"cross-origin-resource-policy": /^same-origin$/,
	"permissions-policy": /camera=\(\)/,
	"referrer-policy": /^(same-origin|no-referrer)$/,
	"x-content-type-options": /^nosniff$/,
	"x-frame-options": /^DENY$/,
};

let noise = [];
let seen = 0;

// A whole browser of one person's: its own cookies and its own size.
export async function person({ js = true, width = 1280, height = 900, quiet = true, of = browser } = {}) {
	const context = await of.newContext({
		javaScriptEnabled: js, viewport: { width, height }, locale: "en-GB", timezoneId: "Europe/London",
	});
	context.setDefaultTimeout(15000);
	if (quiet) context.on("page", watch);
	return context.newPage();
}

function watch(page) {
	const refused = new Set(); // documents that were answered with an error
	page.on("console", message => {
		const at = message.location().url;
		// Chromium repeats the status of the page itself; the tests look at that.
		if (/the server responded with a status of/.test(message.text()) && refused.has(at)) return;
		// And it says that it did what our own header asked for at signing out.
		if (message.text().startsWith("Clear-Site-Data header on")) return;
		noise.push(`console ${message.type()}: ${message.text()} (${at})`);
	});
	page.on("pageerror", error => noise.push(`script: ${error.message}`));
	page.on("request", request => {
		if (new URL(request.url()).origin !== origin) noise.push(`request to ${request.url()}`);
	});
	page.on("requestfailed", request => {
		// What the next page cuts short is no failure.
		const why = request.failure()?.errorText;
		if (why !== "net::ERR_ABORTED") noise.push(`failed: ${request.url()} ${why}`);
	});
	page.on("response", response => {
		const request = response.request();
		if (!request.isNavigationRequest()) {
			if (response.status() >= 400) noise.push(`${response.status()} for ${response.url()}`);
			return;
		}
		seen++;
		if (response.status() >= 400) refused.add(response.url());
		const got = response.headers();
		for (const [name, want] of Object.entries({ ...headers, "cache-control": keeping(response.url()) }))
			if (!want.test(got[name] ?? "")) noise.push(`${response.url()}: ${name} is ${got[name]}`);
	});
}

export function hush() {
	const was = noise;
	noise = [];
	return was;
}

// ---- what people do ----

export async function open(page, where) {
	const response = await page.goto(where.startsWith("/") ? site + where : where);
	return response.status();
}

export async function signIn(page, user) {
	await open(page, "/sign-in");
	await page.fill("#user", user);
	await page.fill("#password", password(user));
	await press(page, "Sign in");
	assert.match(page.url(), /\/home$/, "signed in");
}

export const signOut = page => press(page, "Sign out");

// The answer to a button or a link that leads to another page: its status.
export async function follow(page, act) {
	const [response] = await Promise.all([
		page.waitForResponse(r => r.request().isNavigationRequest() && r.status() !== 303),
		page.waitForEvent("framenavigated"),
		act(),
	]);
	await page.waitForLoadState("load");
	return response.status();
}
export const press = (page, name) => follow(page, () => page.getByRole("button", { name, exact: true }).click());
export const choose = (page, name) => follow(page, () => page.getByRole("link", { name, exact: true }).first().click());

export const heading = async page => (await page.locator("h1").innerText()).trim();
export const mainText = page => page.locator("main").innerText();
export const banner = async page => (await page.locator(".nhsuk-notification-banner__content").innerText()).trim();

// Sent by hand, with the session's own token, as a form of its page would be.
export async function send(page, where, fields = {}) {
	const csrf = await page.locator("input[name=csrf]").first().getAttribute("value");
	const op = String(1 + Math.floor(Math.random() * 2 ** 52));
	const reply = await page.context().request.post(site + where, {
		form: { csrf, op, ...fields }, maxRedirects: 0,
	});
	return { status: reply.status(), location: reply.headers().location ?? "", text: await reply.text() };
}

// ---- the requirement's form ----

// answer: { met: codes, comments: {code: text}, evidence: [{title, reference, shows}],
//   nr: text, owner, target, due: [day, month, year], plan }
export async function fillAnswer(page, answer) {
	for (const code of answer.met ?? []) await page.check(`#met-${code}`);
	for (const [code, text] of Object.entries(answer.comments ?? {})) await page.fill(`#comment-${code}`, text);
	let at = 0;
	for (const evidence of answer.evidence ?? []) {
		at++;
		for (const [part, text] of Object.entries(evidence)) await page.fill(`#evidence-${at}-${part}`, text);
	}
	if (answer.nr !== undefined) {
		await page.check("#nr");
		await page.fill("#nr-record", answer.nr);
	}
	if (answer.owner !== undefined) await page.fill("#owner", answer.owner);
	if (answer.target !== undefined) await page.selectOption("#target", String(answer.target));
	for (const [i, part] of ["day", "month", "year"].entries())
		if (answer.due !== undefined) await page.fill(`#due-${part}`, String(answer.due[i]));
	if (answer.plan !== undefined) await page.fill("#plan", answer.plan);
}

// ---- pictures ----

const widths = [1280, 390, 320];

export async function picture(page, name) {
	if (!env.SHOTS_DIR) return;
	const size = page.viewportSize();
	for (const width of widths) {
		await page.setViewportSize({ width, height: 900 });
		await page.screenshot({ path: path.join(env.SHOTS_DIR, `${name}-${width}.png`), fullPage: true });
	}
	await page.setViewportSize(size);
}

// ---- tests ----

const tests = [];

export const test = (name, body) => tests.push({ name, body });

const say = (word, name) => console.log(`${word} - browser ${env.SITE_NAME}: ${name}`);
const explain = text => String(text).split("\n").slice(0, 40).forEach(line => console.log(`# ${line}`));

async function one({ name, body }) {
	noise = [];
	const began = Date.now();
	try {
		await body();
		assert.deepEqual(noise, [], "nothing on the console, no request failed or left the site");
	} catch (error) {
		say("not ok", name);
		explain(error.stack ?? error);
		if (noise.length > 0) explain(noise.join("\n"));
		return false;
	}
	if (env.TIMES) console.error(`${env.SITE_NAME}: ${Date.now() - began} ms ${name}`);
	say("ok", name);
	return true;
}

// One after the other.  A journey ends where a step fails: the rest rests on it.
export async function run({ journey = false } = {}) {
	let failed = 0;
	for (const t of tests) {
		if (journey && failed > 0) {
			say("not ok", `${t.name} (not reached)`);
			continue;
		}
		if (!await one(t)) failed++;
	}
	await browser.close();
	if (env.TIMES) console.error(`${env.SITE_NAME}: ${seen} pages`);
	process.exitCode = failed > 0 ? 1 : 0;
}
