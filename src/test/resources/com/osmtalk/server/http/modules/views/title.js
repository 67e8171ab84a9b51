globalThis.order.push('title');
export const title = 'Title';
