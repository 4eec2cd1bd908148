// Runs before the first paint, so that nobody sees the wrong theme or language flash by.
(() => {
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const wanted = read('key4u.theme');
  const dark =
    wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  const language =
    read('key4u.language') ?? (navigator.language.toLowerCase().startsWith('vi') ? 'vi' : 'en');
  document.documentElement.lang = language;
})();
