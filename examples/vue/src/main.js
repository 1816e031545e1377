import { createApp } from "vue";
import "article-widget/define";
import App from "./App.vue";

createApp(App).mount("#root");
