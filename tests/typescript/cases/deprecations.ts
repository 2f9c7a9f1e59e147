/** Calls of functions and methods: the marked ones are of models that are retired. */

import { Runware, dallE2, dallE3, gptImage1, sora2, sora2Pro } from "runware-openai"; // expect: deprecated

const runware = new Runware({ apiKey: "a" });

dallE2("A lighthouse", { size: "256x256" }); // expect: deprecated
dallE3("A lighthouse", { size: "1024x1024" }); // expect: deprecated
gptImage1("A lighthouse", { size: "1024x1024" });
sora2("A lighthouse", { duration: 4 }); // expect: deprecated
sora2Pro("A lighthouse", { duration: 4 }); // expect: deprecated
void runware.dallE2("A lighthouse", { size: "256x256" }); // expect: deprecated
void runware.dallE3("A lighthouse", { size: "1024x1024" }); // expect: deprecated
void runware.gptImage1("A lighthouse", { size: "1024x1024" });
void runware.sora2("A lighthouse", { duration: 4 }); // expect: deprecated
void runware.sora2Pro("A lighthouse", { duration: 4 }); // expect: deprecated
