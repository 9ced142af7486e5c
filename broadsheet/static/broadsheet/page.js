// @ts-check
// Where the scripts of a story's page begin. Each of them makes one thing pleasant that works without it.

import './liking.js';
import './replying.js';
import './posting.js';
import './drafts.js';
import './acting.js';
import './further.js';
import './mine.js';
import './ignoring.js';
import './live.js';
