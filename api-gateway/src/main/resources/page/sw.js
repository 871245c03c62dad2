// Makes the page open without a network. Files of one version are kept together and replaced together.
"use strict";

const VERSION = "__VERSION__";
const CACHE = `vetra-${VERSION}`;
const SHELL = "/";
const PATIENCE_MS = 3000;
const FILES = [
  SHELL,
  "/manifest.webmanifest",
  "/icons/icon.svg",
  "/icons/icon-192.png",
  ...__ASSETS__.map((name) => `/assets/${VERSION}/${name}`),
];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) {
    return;
  }
  if (request.mode === "navigate") {
    if (url.pathname === SHELL || url.pathname.startsWith("/jobs/")) {
      event.respondWith(page(request));
    }
  } else {
    event.respondWith(file(request));
  }
});

/** The page of the server while it answers soon, else the one that is kept. */
async function page(request) {
  const kept = () => caches.match(SHELL, { cacheName: CACHE });
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return fresh.ok ? fresh : (await kept()) || fresh;
  } catch (failure) {
    return (await kept()) || Response.error();
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: CACHE })) || fetch(request);
}
