const j=(a)=>a.join("+"),k=1;export{j as join,k as one};export*from"./more.js"
//# sourceMappingURL=words.js.map
