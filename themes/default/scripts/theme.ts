// What every page loads. Each module enhances HTML that works without it, and
// does nothing on pages that lack what it enhances.
import {startThemeSwitch} from './theme-switch';
import {startMenus} from './menus';
import {startSearchDialog} from './search-dialog';
import {startContents} from './contents';
import {startHeadingLinks} from './heading-links';
import {startCopy} from './copy';
import {startTabs} from './tabs';
import {startQuestions} from './questions';
import {startChecks} from './checks';
import {startTimes} from './times';
import {startClocks} from './clocks';
import {startBars} from './bars';
import {startBanners} from './banners';
import {startLive} from './live';
import {startFeedback} from './feedback';
import {startPictures} from './pictures';
import {startStyles} from './styles';
import './site';

startStyles();
startThemeSwitch();
startMenus();
startSearchDialog();
startContents();
startHeadingLinks();
startCopy();
startTabs();
startQuestions();
startChecks();
startTimes();
startClocks();
startBars();
startBanners();
startFeedback();
startPictures();
addEventListener('DOMContentLoaded', startLive); // when the page's own script listens too
