// Stands in for a platform's script. What it does comes behind the address: platform.js?does=draws
{
  const does = new URL(document.currentScript.src).searchParams.get("does");
  globalThis.platform ??= { runs: 0, asked: [] };
  platform.runs++;

  const drawn = (box, height) => {
    const frame = document.createElement("div");
    frame.className = "platform-frame";
    const link = document.createElement("a");
    link.href = "#platform";
    link.textContent = "The original";
    if (height) frame.append(link);
    frame.style.height = `${height}px`;
    box.append(frame);
    return frame;
  };
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const ways = {
    draws: (box) => wait(100).then(() => drawn(box, 120)),
    grows: async (box) => {
      const frame = drawn(box, 0);
      platform.grow = () => (frame.style.height = "120px");
      return frame;
    },
    flat: async (box) => drawn(box, 0),
    elsewhere: async () => drawn(document.body, 120),
    nothing: async () => undefined,
    text: async (box) => drawn(box, 120).outerHTML,
    never: () => new Promise(() => {}),
    late: (box) => wait(12_000).then(() => drawn(box, 120)),
    rejects: () => Promise.reject(new Error("The platform refuses.")),
    throws: () => {
      throw new Error("The platform stumbles.");
    },
  };
  if (ways[does]) {
    globalThis.twttr = {
      widgets: {
        createTweet(id, box, options) {
          platform.asked.push({ id, options, waiting: box.className });
          return ways[does](box);
        },
      },
    };
  }
}
