// What an article listens to as long as it is in its host, and what ends with it.

interface Events extends DocumentEventMap, HTMLElementEventMap, WindowEventMap {
  navigate: Event;
}

type Listeners = Set<(event: Event) => void>;

const shared = new Map<string, Listeners>();

/** A function of its own, so that its closure doesn't keep the first article. */
function sharedBy(target: EventTarget, type: string): Listeners {
  const listeners: Listeners = new Set();
  shared.set(type, listeners);
  target.addEventListener(type, (event) => listeners.forEach((listener) => listener(event)));
  return listeners;
}

/**
 * In place of an AbortSignal: a listener with the option `signal` takes several times as long to add, which a mount of a short
 * article noticed.
 */
export class Life {
  #ended = false;
  readonly #ends = new Set<() => void>();

  get ended(): boolean {
    return this.#ended;
  }

  /** Gives back what takes that back. */
  onEnd(end: () => void): () => void {
    this.#ends.add(end);
    return () => void this.#ends.delete(end);
  }

  listen<Name extends keyof Events>(
    target: EventTarget,
    type: Name,
    listener: (event: Events[Name]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, listener as EventListener, options);
    this.#ends.add(() => target.removeEventListener(type, listener as EventListener, options));
  }

  /** The same with one listener for all articles, which stays: the browser notifies other processes of the first and the last of these types. */
  share<Name extends "pagehide" | "navigate">(target: EventTarget, type: Name, listener: (event: Events[Name]) => void): void {
    const listeners = shared.get(type) ?? sharedBy(target, type);
    listeners.add(listener as EventListener);
    this.#ends.add(() => listeners.delete(listener as EventListener));
  }

  end(): void {
    this.#ended = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
  }
}
