// Faults in the WebAssembly, by turns of `faults.queue`; what is shipped has no way to make one. A trap is a real one: the
// compiled code reads what lies behind its memory.
{
  const { Instance } = WebAssembly;
  /** What the exports are called in the built file. */
  const { read, rendersession_draw, memory } = JSON.parse(document.currentScript.dataset.exports);
  const now = performance.now.bind(performance);
  // `later` is how far the clock is ahead, and `tick` how far each look at it moves it, both in milliseconds.
  const faults = { queue: [], calls: 0, instances: 0, later: 0, tick: 0, memory: undefined };
  const thrown = { foreign: () => new Error("Foreign"), text: () => "text", nothing: () => undefined, range: () => new RangeError("Stack") };
  const faulty =
    (work) =>
    (pointer, ...rest) => {
      faults.calls++;
      const fault = faults.queue.shift();
      if (fault in thrown) throw thrown[fault]();
      return work(fault === "trap" ? 0xfffffff0 : pointer, ...rest);
    };
  WebAssembly.Instance = function (module, imports) {
    faults.instances++;
    const { exports } = new Instance(module, imports);
    faults.memory = exports[memory];
    return { exports: { ...exports, [read]: faulty(exports[read]), [rendersession_draw]: faulty(exports[rendersession_draw]) } };
  };
  performance.now = () => now() + (faults.later += faults.tick);
  globalThis.faults = faults;
}
