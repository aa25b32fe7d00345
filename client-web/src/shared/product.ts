export const productName = 'Candour';
