import { mount } from "svelte";
import "article-widget/define";
import App from "./App.svelte";

mount(App, { target: document.querySelector("#root") });
