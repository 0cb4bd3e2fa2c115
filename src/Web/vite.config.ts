import { defineConfig } from 'vitest/config';

// `npm run dev` serves the page on its own and passes everything else to a server that runs beside it.
// Where `contagion serve` listens unless told otherwise.
const server = 'http://localhost:5080';
const api = ['about', 'scenarios', 'runs', 'comparisons', 'networks', 'worlds', 'keys', 'docs', 'openapi', 'schema', 'health', 'metrics'];

export default defineConfig({
  base: './',
  // The page works under a policy that allows no inline script and no data: addresses.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: Object.fromEntries(api.map(path => [`/${path}`, server])) },
  test: { include: ['test/**/*.test.ts'] },
});
