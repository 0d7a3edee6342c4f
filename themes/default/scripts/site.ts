// For a site's own script: this file is empty to be replaced.
export {};
