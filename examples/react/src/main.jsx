import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Story } from "./Story.jsx";

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <Story />
  </StrictMode>,
);
