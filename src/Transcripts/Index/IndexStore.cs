using System.Globalization;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// The files of the index, under `usage/` in the home. A save writes new files next to the old ones, replaces the catalog, and then removes
/// what it no longer names; so whenever it is interrupted, the index is either the old or the new one.
/// </summary>
internal sealed class IndexStore(ToolTimeHome home)
{
    private const string RowsExtension = "rows";
    private const string SumsExtension = "sums";

    private string CatalogPath => Path.Combine(home.UsageIndex, "catalog");

    /// <summary>Null if another process still uses the index after that time.</summary>
    public IDisposable? Lock(TimeSpan wait)
    {
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.CreateFolder(home.UsageIndex);
        return FileLock.Acquire(Path.Combine(home.UsageIndex, "lock"), wait);
    }

    /// <summary>The stored catalog, or an empty one if there is none yet.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="NewerIndexException">A newer version wrote it.</exception>
    public IndexCatalog Catalog() => File.Exists(CatalogPath) ? IndexCatalog.Read(CatalogPath) : IndexCatalog.CreateEmpty();

    /// <summary>Identifies the stored state of the index; empty if there is none yet.</summary>
    public string Mark()
    {
        if (!File.Exists(CatalogPath))
        {
            return "";
        }

        using var file = File.OpenHandle(CatalogPath, share: FileShare.ReadWrite | FileShare.Delete);
        // An index file ends with a hash of everything before it.
        Span<byte> hash = stackalloc byte[16];
        var read = RandomAccess.Read(file, hash, Math.Max(0, RandomAccess.GetLength(file) - hash.Length));
        return Convert.ToHexStringLower(hash[..read]);
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public MonthRows Rows(int month, int number)
    {
        using var file = new IndexFileReader(PathOf(month, number, RowsExtension));
        var responses = file.Version switch
        {
            1 => ResponseRowV1.Upgrade(file.Section<ResponseRowV1>()),
            2 => file.Rows((in ResponseRowV2 row) => row.Upgrade()),
            _ => file.Rows<ResponseRow>(),
        };
        var rows = new MonthRows(responses, file.Version <= 2 ? file.Rows((in CallRowV2 row) => row.Upgrade()) : file.Rows<CallRow>());
        file.End();
        return rows;
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public MonthCells Cells(int month, int number)
    {
        using var file = new IndexFileReader(PathOf(month, number, SumsExtension));
        var cells = new MonthCells(file.Section<UsageCell>(), file.Section<CallCell>(), file.Section<DurationCell>());
        file.End();
        return cells;
    }

    public void Write(int month, int number, MonthRows rows, MonthCells cells)
    {
        using var rowsFile = new IndexFileWriter(PathOf(month, number, RowsExtension));
        rowsFile.Section(rows.Responses);
        rowsFile.Section(rows.Calls);
        rowsFile.Commit();
        using var cellsFile = new IndexFileWriter(PathOf(month, number, SumsExtension));
        cellsFile.Section<UsageCell>(cells.Usage);
        cellsFile.Section<CallCell>(cells.Calls);
        cellsFile.Section<DurationCell>(cells.Durations);
        cellsFile.Commit();
    }

    /// <summary>Makes the catalog the index, then removes every file that it does not name.</summary>
    public void Commit(IndexCatalog catalog)
    {
        catalog.Write(CatalogPath);
        var named = catalog
            .Months.SelectMany(month =>
                (string[])[PathOf(month.Key, month.Value, RowsExtension), PathOf(month.Key, month.Value, SumsExtension)]
            )
            .ToHashSet();
        foreach (var path in Directory.EnumerateFiles(home.UsageIndex).Where(path => IsOwn(path) && !named.Contains(path)))
        {
            File.Delete(path);
        }
    }

    /// <summary>Moves a damaged index out of the way, for later inspection.</summary>
    public void SetAside()
    {
        var aside = Path.Combine(home.UsageIndex, "damaged");
        PrivateFiles.CreateFolder(aside);
        foreach (var path in Directory.EnumerateFiles(home.UsageIndex).Where(path => IsOwn(path) || path == CatalogPath))
        {
            File.Move(path, Path.Combine(aside, Path.GetFileName(path)), overwrite: true);
        }
    }

    /// <summary>Such as 2026-11.</summary>
    public static string NameOf(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");

    private static bool IsOwn(string path) => Path.GetExtension(path) is "." + RowsExtension or "." + SumsExtension or ".tmp";

    // 2026-11.7.rows
    private string PathOf(int month, int number, string extension) =>
        Path.Combine(home.UsageIndex, string.Create(CultureInfo.InvariantCulture, $"{NameOf(month)}.{number}.{extension}"));
}
