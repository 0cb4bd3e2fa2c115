using System.Globalization;
using System.Text.Json;
using Contagion.Data;
using Microsoft.Net.Http.Headers;

namespace Contagion.Api;

/// <summary>Tells a file of results in the form that the caller wants.</summary>
internal static class ResultAnswer
{
    private static readonly Dictionary<string, string> TypeOf = new(StringComparer.Ordinal)
    {
        ["csv"] = "text/csv",
        ["json"] = "application/json",
        ["yaml"] = "application/yaml",
        ["html"] = "text/html",
        ["zip"] = "application/zip",
    };

    /// <summary>Columns that hold names, whatever these look like.</summary>
    private static readonly HashSet<string> Texts =
        ["id", "kind", "name", "group", "shocked", "from", "to", "institution", "alternative", "metric", "channel", "creditor", "debtor", "asset", "role", "mode", "type", "platform", "guarantor", "payer", "payee", "centrality", "measure"];

    /// <summary>Answers a file of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">The file.</param>
    /// <param name="isDownload">Whether it is to be kept under its name.</param>
    /// <param name="context">The request.</param>
    public static IResult Of(Job job, string name, bool isDownload, HttpContext context)
    {
        if (job.State != JobState.Completed)
        {
            throw Refusal.Conflict(
                $"there are no results: it is {Model.Words.Of(job.State)}; expected a completed one", job.IsEnded ? null : TimeSpan.FromSeconds(1));
        }

        var file = ResultFile.In(job.Results).FirstOrDefault(one => one.Name == name)
            ?? throw Refusal.Unknown($"there is no file '{name}' among the results; expected one of {string.Join(", ", ResultFile.In(job.Results).Select(one => one.Name))}");
        var download = isDownload ? name : null;
        return file.Name == ResultFile.Inputs
            ? Results.Bytes(Zip(job), TypeOf["zip"], download)
            : Of(Path.Combine(job.Results, name), file.Formats, download, context);
    }

    /// <summary>Answers a CSV file as it is, or as JSON.</summary>
    public static IResult Of(string path, IReadOnlyList<string> formats, string? download, HttpContext context)
    {
        var format = Wanted(context.Request, formats);
        context.Response.Headers.Vary = HeaderNames.Accept;
        if (format == "html")
        {
            AnswerHeaders.MarkAsResult(context);
        }

        // Results never change.
        var tag = new EntityTagHeaderValue($"\"{new FileInfo(path).Length:x}-{File.GetLastWriteTimeUtc(path).Ticks:x}-{format}\"");
        return format != "json" || Path.GetExtension(path) == ".json"
            ? Results.File(path, $"{TypeOf[format]}; charset=utf-8", download, entityTag: tag)
            : Results.Stream(body => WriteJson(path, body), TypeOf["json"], download is null ? null : Path.ChangeExtension(download, ".json"), entityTag: tag);
    }

    private static string Wanted(HttpRequest request, IReadOnlyList<string> formats)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 ? formats[0]
            : accepted.OrderByDescending(one => one.Quality ?? 1).Where(one => one.Quality is not 0)
                .SelectMany(one => formats.Where(format => new MediaTypeHeaderValue(TypeOf[format]).IsSubsetOf(Bare(one)))).FirstOrDefault()
            ?? throw Refusal.NoSuchForm($"it cannot be had as {request.Headers.Accept}; expected {string.Join(" or ", formats.Select(format => TypeOf[format]))}");
    }

    /// <summary>A media type without what says how much it is wanted and in which letters.</summary>
    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue accepted) => new(accepted.MediaType);

    private static byte[] Zip(Job job) => job.Record.Kind == JobKind.Run
        ? ScenarioContent.Pack(ScenarioFile.Load(Path.Combine(job.Request, "scenario.yaml"))).Bytes
        : FolderZip.Of(job.Request);

    /// <summary>The rows of a CSV file as <c>{ columns, rows }</c>.</summary>
    private static async Task WriteJson(string path, Stream body)
    {
        using var table = ResultTable.Open(path);
        await using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        bool[] isText = [.. table.Columns.Select(Texts.Contains)];
        while (table.Read())
        {
            json.WriteStartArray();
            for (var column = 0; column < isText.Length; column++)
            {
                Write(json, table.Text(column), isText[column]);
            }

            json.WriteEndArray();
            if (json.BytesPending > 1 << 16)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string text, bool isText)
    {
        if (text.Length == 0)
        {
            json.WriteNullValue();
        }
        else if (!isText && text is "true" or "false")
        {
            json.WriteBooleanValue(text == "true");
        }
        else if (!isText && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            // As it is written, to the last digit.
            json.WriteRawValue(text.StartsWith('.') || text.StartsWith('+') || text.StartsWith("0x", StringComparison.Ordinal) || (text.Length > 1 && text[0] == '0' && char.IsDigit(text[1])) ? JsonSerializer.Serialize(number) : text, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }
}
