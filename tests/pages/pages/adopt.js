// Runs before the element is defined.
window.printed = [...document.querySelector("article-widget").querySelectorAll("*")];
