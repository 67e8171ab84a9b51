// The first module: the page that most people begin at, and the app around every page. The server joins both with all
// that they import into one file.
import './pages/home/home.js';
import './shell/shell.js';
