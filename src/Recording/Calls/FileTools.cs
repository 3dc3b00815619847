namespace ToolTime.Recording.Calls;

/// <summary>The tools whose file matters for finding an edit of an unread file.</summary>
internal static class FileTools
{
    public static bool IsOne(string? tool) => IsEdit(tool) || tool is "Read" or "Write" or "NotebookRead";

    public static bool IsEdit(string? tool) => tool is "Edit" or "MultiEdit" or "NotebookEdit";
}
