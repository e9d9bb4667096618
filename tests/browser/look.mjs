// look.mjs - what is asked of every page: axe-core finds nothing, it is well
// made, and nothing scrolls sideways at any width.
import assert from "node:assert/strict";
import { axeSource, picture, routeTable } from "./harness.mjs";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
export const checked = new Set(); // patterns of the route table that were looked at
const titles = new Map(); // title: the one address that has it

export const patterns = routeTable().filter(r => r.method === "GET").map(r => ({
	pattern: r.path, shape: new RegExp(`^${r.path.replace(/:\w+/g, "[^/]+")}$`),
}));
// The longest pattern without parameters wins, as in the dispatcher.
export const patternOf = where => patterns.filter(p => p.shape.test(where))
	.sort((a, b) => a.pattern.split(":").length - b.pattern.split(":").length)[0]?.pattern;

export async function axe(page) {
	if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axeSource);
	const found = await page.evaluate(values => window.axe.run(document, {
		runOnly: { type: "tag", values }, resultTypes: ["violations"],
	}), tags);
	return found.violations.map(v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(" ")).slice(0, 5).join(", ")}`);
}

const tooWide = page => page.evaluate(() => {
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth <= clientWidth) return "";
	const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > clientWidth + 1
		&& !e.closest(".ig-x"));
	return `${scrollWidth} in ${clientWidth}: ${wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")}`;
});

// The menu takes a moment to fold when a window gets narrow.
export async function sideways(page) {
	let said = await tooWide(page);
	for (let i = 0; i < 5 && said !== ""; i++) {
		await page.waitForTimeout(200);
		said = await tooWide(page);
	}
	return said;
}

// Room between letters, words and lines as WCAG 1.4.12 asks for it.
const spread = page => page.evaluate(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
});

// What is below a box that is too low for it lies under what follows.
export const spilt = page => page.evaluate(() => [...document.querySelectorAll("main figure, main div, main section, main ul, main dl")]
	.filter(e => getComputedStyle(e).overflowY === "visible" && e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 4)
	.map(e => `${e.scrollHeight} in ${e.clientHeight}: ${e.outerHTML.slice(0, 120)}`));

async function wellMade(page) {
	const said = await page.evaluate(() => ({
		h1: [...document.querySelectorAll("h1")].map(h => h.innerText.trim()),
		lang: document.documentElement.lang,
		twice: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i),
		nowhere: [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute("href"))
			.filter(href => document.getElementById(href.slice(1)) === null),
		dangling: [...document.querySelectorAll("[aria-describedby], label[for]")]
			.flatMap(e => (e.getAttribute("aria-describedby") ?? e.htmlFor).split(" "))
			.filter(id => id !== "" && document.getElementById(id) === null),
		// What the summary says is said at the field as well, and read out with it.
		unsaid: [...document.querySelectorAll(".nhsuk-error-summary a")].filter(link => {
			const field = document.getElementById(link.hash.slice(1));
			const about = [field, field?.closest("fieldset")].flatMap(e => (e?.getAttribute("aria-describedby") ?? "").split(" "));
			return field?.matches("input, select, textarea")
				&& !about.some(id => document.getElementById(id)?.textContent.includes(link.textContent));
		}).map(link => link.hash + ": " + link.textContent),
		blank: /undefined|\(null\)|\{\{|\}\}|NaN/.exec(document.body.innerText)?.[0] ?? "",
	}));
	assert.equal(said.h1.length, 1, "one heading of the first rank");
	assert.notEqual(said.h1[0], "");
	assert.equal(said.lang, "en");
	assert.deepEqual([said.twice, said.nowhere, said.dangling, said.unsaid, said.blank], [[], [], [], [], ""]);
	assert.deepEqual(await spilt(page), []);
}

async function oneTitle(page, status) {
	const title = await page.title();
	assert.match(title, / - Information governance toolkit$/);
	assert.equal(/^Error: /.test(title), await page.locator(".nhsuk-error-summary").count() > 0, "a title tells of errors");
	if (status !== 200) return;
	const { pathname } = new URL(page.url());
	const key = `${(await page.locator(".ig-header__org").allInnerTexts()).join("")}: ${title}`;
	assert.equal(titles.get(key) ?? pathname, pathname, `"${title}" is the title of two pages`);
	titles.set(key, pathname);
}

// Look at the page that is shown, at each width.
export async function look(page, name, status = 200) {
	await wellMade(page);
	await oneTitle(page, status);
	await page.mouse.move(0, 0); // on nothing
	await page.setViewportSize({ width: 1280, height: 900 });
	assert.deepEqual(await axe(page), [], "at 1280");
	await page.setViewportSize({ width: 390, height: 844 });
	await page.waitForTimeout(250); // the menu folds
	// A narrow page is made of the same parts in each of its states.
	const pattern = patternOf(new URL(page.url()).pathname);
	if (!checked.has(pattern)) assert.deepEqual(await axe(page), [], "at 390");
	assert.equal(await sideways(page), "", "at 390");
	await page.setViewportSize({ width: 320, height: 640 });
	assert.equal(await sideways(page), "", "at 320");
	await picture(page, name.replace(/[^a-z0-9]+/gi, "-").toLowerCase());
	await spread(page);
	assert.equal(await sideways(page), "", "at 320, with room between the letters");
	await page.setViewportSize({ width: 1280, height: 900 });
	checked.add(pattern);
}

// A page in one of its states: clean at each width.
export async function clean(page, name) {
	assert.equal(await page.locator("h1").count(), 1);
	await page.mouse.move(0, 0); // on nothing
	for (const width of [1280, 390, 320]) {
		await page.setViewportSize({ width, height: 900 });
		await page.waitForTimeout(width === 1280 ? 0 : 250);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		assert.equal(wide, 0, `${name} at ${width}`);
		assert.deepEqual(await spilt(page), [], `${name} at ${width}`);
		if (width !== 320) assert.deepEqual(await axe(page), [], `${name} at ${width}`);
	}
	await page.setViewportSize({ width: 1280, height: 900 });
	await picture(page, name);
}
