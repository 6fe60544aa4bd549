// Keys for those who like them; every page works without this file.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  } else if (event.key === "Escape" && typing) {
    typing.blur();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      target.click();
    }
  }
});
