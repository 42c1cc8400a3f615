import { html, render } from "lit-html";
import { io } from "socket.io-client";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

const link = io("/drill", { autoConnect: false, transports: ["websocket"] });
render(html`${link.active} ${uPlot.tzDate}`, document.createElement("main"));
