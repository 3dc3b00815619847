namespace ToolTime.Transcripts;

/// <summary>What a project is called: its folder's own name, without the path to it.</summary>
internal static class ProjectName
{
    public static string FromFolder(string folder)
    {
        var trimmed = folder.TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        return new Utf8Names().Get(System.Text.Encoding.UTF8.GetBytes(name.Length > 0 ? name : folder));
    }
}
