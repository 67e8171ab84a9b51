// What an assistant may do, in plain words.
import {t} from '../../core/texts.js';

/** @param {string} scope as OAuth spells it: `calls:read` */
export function scopeText(scope) {
  switch (scope) {
    case 'calls:read':
      return t('connect.scopeRead');
    case 'calls:write':
      return t('connect.scopeWrite');
    case 'manage':
      return t('connect.scopeManage');
    default:
      return scope;
  }
}
