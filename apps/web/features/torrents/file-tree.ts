/** A file of a torrent: path with "/" between the parts, size in bytes. */
export interface TorrentFile {
  path: string;
  size: number;
}

/** A folder with everything below it counted. */
export interface Folder {
  kind: "folder";
  name: string;
  path: string;
  size: number;
  fileCount: number;
  children: FileNode[];
}

/** A folder or a file of the tree. */
export type FileNode = Folder | { kind: "file"; name: string; path: string; size: number };

/** One visible line of the tree. */
export interface FileLine {
  node: FileNode;
  depth: number;
  isOpen: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Deepest nesting that is shown as folders; whatever is deeper stands in the name. */
const MAX_DEPTH = 32;

/** Arranges files into folders, folders first and numbers in their natural order. */
export function buildFileTree(files: readonly TorrentFile[]): Folder {
  const root = createFolder("", "");
  const folders = new Map([["", root]]);
  for (const { path, size } of files) {
    const parts = path.split("/");
    const depth = Math.min(parts.length - 1, MAX_DEPTH);
    let parent = root;
    addFile(parent, size);
    for (let level = 1; level <= depth; level += 1) {
      const folderPath = parts.slice(0, level).join("/");
      let folder = folders.get(folderPath);
      if (folder === undefined) {
        folder = createFolder(parts[level - 1] ?? "", folderPath);
        folders.set(folderPath, folder);
        parent.children.push(folder);
      }
      addFile(folder, size);
      parent = folder;
    }
    parent.children.push({ kind: "file", name: parts.slice(depth).join("/"), path, size });
  }
  for (const folder of folders.values()) folder.children.sort(compareNodes);
  return root;
}

/** The lines to draw: what lies in open folders, or with a filter every match and its folders. */
export function listLines(
  root: Folder,
  isOpen: (path: string) => boolean,
  filter: string,
): FileLine[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const lines: FileLine[] = [];
  const visit = (folder: Folder, depth: number): void => {
    for (const node of folder.children) {
      if (node.kind === "file") {
        if (matches(node.path, words)) lines.push({ node, depth, isOpen: false });
        continue;
      }
      const start = lines.length;
      const isShown = words.length > 0 || isOpen(node.path);
      lines.push({ node, depth, isOpen: isShown });
      if (isShown) visit(node, depth + 1);
      if (words.length > 0 && lines.length === start + 1) lines.pop();
    }
  };
  visit(root, 0);
  return lines;
}

/** The paths of all folders. */
export function listFolders(root: Folder): string[] {
  return root.children.flatMap((node) =>
    node.kind === "folder" ? [node.path, ...listFolders(node)] : [],
  );
}

function createFolder(name: string, path: string): Folder {
  return { kind: "folder", name, path, size: 0, fileCount: 0, children: [] };
}

function addFile(folder: Folder, size: number): void {
  folder.size += size;
  folder.fileCount += 1;
}

function compareNodes(a: FileNode, b: FileNode): number {
  if (a.kind !== b.kind) return a.kind === "folder" ? -1 : 1;
  return collator.compare(a.name, b.name);
}

function matches(path: string, words: readonly string[]): boolean {
  const text = path.toLowerCase();
  return words.every((word) => text.includes(word));
}
