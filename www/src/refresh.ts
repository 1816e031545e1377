// Asking again for an article that is being written.

/** No server is asked more often than this, in seconds. */
const LEAST = 5;
/** Nor, when it fails again and again, less often than this. */
const MOST = 3600;
/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;

/** The seconds that an attribute asks for; none if it asks for nothing. */
export function seconds(attribute: string | null): number | undefined {
  const wanted = Number(attribute);
  return attribute && wanted > 0 && Number.isFinite(wanted) ? Math.min(Math.max(wanted, LEAST), MOST) : undefined;
}

/**
 * Asks every so many seconds, not while the page is hidden or offline, and after failures less and less often.
 * `ask` says whether it went well.
 */
export function keepAsking(every: number, ask: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout>;
  const absent = (): boolean => document.hidden || !navigator.onLine;
  const wait = (): void => {
    timer = setTimeout(() => void look(), Math.min(every * 2 ** Math.min(failures, 8), MOST) * 1000);
  };
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    // Whoever comes back is the next to look.
    if (signal.aborted || absent()) return;
    const well = await ask(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])).catch(() => false);
    failures = well ? 0 : failures + 1;
    if (!signal.aborted) wait();
  };
  let overdue = performance.now() + every * 1000;
  const back = (): void => {
    if (absent() || performance.now() < overdue) return;
    overdue = performance.now() + every * 1000;
    void look();
  };
  document.addEventListener("visibilitychange", back, { signal });
  addEventListener("online", back, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  wait();
}
