// Runs before the element is defined: remembers what a server printed, and notes what goes from it and comes to it.
globalThis.printed = [...document.querySelectorAll(".aw, .aw *")];
globalThis.moved = [];
new MutationObserver((changes) => {
  for (const { addedNodes, removedNodes } of changes) moved.push(...[...addedNodes, ...removedNodes].map(({ nodeName }) => nodeName));
}).observe(document.querySelector(".aw"), { childList: true, subtree: true });
