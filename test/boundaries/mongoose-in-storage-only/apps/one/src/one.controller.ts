import mongoose from 'mongoose';
export const used = mongoose;
