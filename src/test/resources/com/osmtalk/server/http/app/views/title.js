export const title = 'Grüße';
