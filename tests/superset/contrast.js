// Words on the page whose contrast with what lies behind them is below 4.5 to 1, by WCAG 2.2; nothing disabled.
() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const colour = (words) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = words;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map((part) => top[part] * top[3] + below[part] * (1 - top[3]));
  const luminance = (parts) => {
    const [red, green, blue] = parts.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const layers = [];
    for (let each = element; each && layers.at(-1)?.[3] !== 1; each = each.parentElement) {
      layers.push(colour(getComputedStyle(each).backgroundColor));
    }
    return layers.reduceRight((below, layer) => over(layer, below), colour('Canvas').slice(0, 3));
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    const style = getComputedStyle(element);
    const isSeen = element.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && element.offsetWidth > 1 && parseFloat(style.fontSize) > 1;
    if (!words || !isSeen || element.closest(':disabled, script, style, [aria-disabled=true]')) continue;
    const ground = behind(element);
    const [darker, lighter] = [luminance(ground), luminance(over(colour(style.color), ground))].sort((a, b) => a - b);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    if (ratio < 4.5) {
      found[`${style.color} on ${ground.map(Math.round)}: ${ratio.toFixed(2)}`] ??= words.slice(0, 60);
    }
  }
  return found;
}
