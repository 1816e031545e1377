// Asking again for an article that is being written.

/** No server is asked more often than this, nor, when it fails again and again, less often than that; in seconds. */
const LEAST = 5;
const MOST = 3600;
/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;

/** The seconds that an attribute asks for; none if it asks for nothing. */
export function seconds(attribute: string | null): number | undefined {
  const wanted = Number(attribute);
  return attribute && wanted > 0 ? Math.min(Math.max(wanted, LEAST), MOST) : undefined;
}

/**
 * Asks every so many seconds, not while the page is hidden or offline, and after failures less and less often. `ask` says
 * whether it went well.
 */
export function keepAsking(every: number, ask: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): void {
  let failures = 0;
  let busy = false;
  let due = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    const delay = Math.min(every * 2 ** Math.min(failures, 10), MOST) * 1000;
    due = performance.now() + delay;
    timer = setTimeout(look, delay);
  };
  // Where nobody is looking, coming back is what asks.
  const look = async (): Promise<void> => {
    if (busy || signal.aborted || document.hidden || !navigator.onLine || performance.now() < due - 50) return;
    clearTimeout(timer);
    busy = true;
    const attempt = new AbortController();
    const end = (): void => attempt.abort();
    signal.addEventListener("abort", end);
    const patience = setTimeout(end, PATIENCE);
    const well = await ask(attempt.signal).catch(() => false);
    clearTimeout(patience);
    signal.removeEventListener("abort", end);
    busy = false;
    failures = well ? 0 : failures + 1;
    if (!signal.aborted) wait();
  };
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("online", look, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  wait();
}
